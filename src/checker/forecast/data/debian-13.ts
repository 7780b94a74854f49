/**
 * What is known of the image of Debian 13 itself, without a list of all of its files: accounts of base-passwd 3.6.7, programs of its
 * essential packages, and programs that it does not have (docker-library/repo-info, repos/debian/local/13-slim.md of
 * 2026-08-24, names all of its 78 packages).
 */

export const PASSWD = `\
root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

export const GROUP = `\
root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
news:x:9:
uucp:x:10:
man:x:12:
proxy:x:13:
kmem:x:15:
dialout:x:20:
fax:x:21:
voice:x:22:
cdrom:x:24:
floppy:x:25:
tape:x:26:
sudo:x:27:
audio:x:29:
dip:x:30:
www-data:x:33:
backup:x:34:
operator:x:37:
list:x:38:
irc:x:39:
src:x:40:
shadow:x:42:
utmp:x:43:
video:x:44:
sasl:x:45:
plugdev:x:46:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
`;

const words = (text: string): readonly string[] => text.split(/\s+/);

/** Debian policy 3.8; the links of usrmerge make them stand in /bin too. */
export const ESSENTIAL = words(
  'apt-get apt dpkg sh bash dash cat chmod chown chgrp cp date dd df echo false ln ls mkdir mknod mktemp mv pwd readlink rm rmdir sleep ' +
    'stty sync tar touch true uname grep egrep fgrep gzip gunzip sed find xargs id install env head tail cut sort tr uniq wc tee ' +
    'test basename dirname realpath printf seq ldd useradd groupadd usermod getent hostname ldconfig awk which perl',
);

export const ABSENT = words(
  'apk gcc cc g++ c++ musl-gcc clang make as ld strip curl wget git python3 python jq sudo gosu su-exec ps file nc vi tini tini-static ' +
    'dumb-init busybox unzip xz zstd crond node npm go cargo catatonit msgfmt',
);

/** Its packages are read again by this day. */
export const DEBIAN_13_CHECK_BY = '2027-03-31';
