/**
 * Names in /etc/passwd and /etc/group of Alpine, and those that branches before 3.20 had besides.
 *
 * Source: the root file systems of 3.20.3 and 3.19.4, by way of the tables of `npm run base-paths`. Made by `npm run
 * image-tables`, never edited.
 */
export const BASE_USERS = `
root bin daemon lp sync shutdown halt mail news uucp cron ftp sshd games ntp guest nobody
`;

export const BASE_GROUPS = `
root bin daemon sys adm tty disk lp kmem wheel floppy mail news uucp cron audio cdrom dialout ftp sshd input tape
video netdev kvm games shadow www-data users ntp abuild utmp ping nogroup nobody
`;

export const OLDER_USERS = `
adm operator man postmaster at squid xfs cyrus vpopmail smmsp
`;

export const OLDER_GROUPS = `
mem man console at readproc squid xfs cdrw usb vpopmail nofiles smmsp locate
`;

/**
 * Users, and groups of other names, that official images make, on Alpine and elsewhere; the first is for their program.
 *
 * Source: docker-library/golang 7c8c182bfc19 of 2026-08-19, docker-library/haproxy ec437dd2a365 of 2026-07-22,
 * docker-library/httpd 9b63b37c9be3 of 2026-06-10, nginx/docker-nginx 0d7f4380c735 of 2026-04-14, nodejs/docker-node
 * f27d936f7d7c of 2026-08-19, docker-library/php 445bf414f1d5 of 2026-07-30, docker-library/postgres 6edb0a8c4def of
 * 2026-02-26, docker-library/python 4f07059567fa of 2026-06-23, docker-library/ruby d55e25ae7098 of 2026-04-21,
 * rust-lang/docker-rust 7668ee290612 of 2026-04-03, docker-library/wordpress bf223d1c2087 of 2026-08-19. Made by `npm
 * run image-tables`, never edited.
 */
export const IMAGE_ACCOUNTS = `
golang haproxy=haproxy httpd=www-data nginx=nginx node=node php=www-data postgres=postgres python ruby rust
wordpress=www-data
`;

/** Those that start as another user than root. */
export const IMAGE_STARTS = `
haproxy=haproxy
`;

/** Packages that stay in all of their variants that were being built. */
export const IMAGE_PACKAGES = `
golang=ca-certificates haproxy=ca-certificates,socat httpd=apr,apr-util,apr-util-ldap,ca-certificates,perl
nginx=ca-certificates,curl,gettext-envsubst,tzdata node=libstdc++ php=ca-certificates,curl,openssl,tar,xz
postgres=bash,icu-data-full,tzdata,zstd python=ca-certificates,tzdata ruby rust=ca-certificates,gcc,musl-dev
wordpress=bash,ca-certificates,curl,openssl,tar,xz
`;

/** Tools of GNU, shells and locales that stay in one of them. */
export const IMAGE_TOOLS = `
golang haproxy httpd nginx node php=tar,xz postgres=bash python ruby rust=gcc wordpress=bash,less,tar,xz
`;

/** The day after which this may be out of date. */
export const IMAGE_CONTENTS_CHECK_BY = '2026-12-19';
