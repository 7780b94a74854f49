/**
 * Package names that Debian or Fedora and Alpine share, for the same thing.
 *
 * Source: each is a package of the signed index of Alpine 3.19 (main v3.19.1-643, community v3.19.1-642; seen on
 * 2026-11-21). `openssh-client`, `pandoc`, `procps` and `postgresql-client` are names that a package of another name provides.
 */
const SHARED = new Set(
  (
    'acl autoconf automake bash bc binutils bison bzip2 ca-certificates ccache chromium cmake coreutils curl diffutils ' +
    'dumb-init expect ffmpeg file findutils flex fontconfig fuse3 g++ gawk gcc gdb gettext ghostscript git git-lfs gmp-dev ' +
    'gnupg gperf graphviz grep gzip htop imagemagick iproute2 iptables iputils-ping jq less libaio libevent-dev libffi-dev ' +
    'libgomp libmemcached-dev libpng-dev libpq-dev librdkafka-dev libsodium-dev libssh2-dev libtool libunwind-dev libusb-dev ' +
    'libuv-dev libwebp-dev libxml2-dev libxslt-dev libzip-dev logrotate lsof m4 make mariadb-client memcached mercurial meson musl-dev ' +
    'nano nasm netcat-openbsd nginx ninja-build nmap nodejs npm openssh-client openssl openvpn pandoc parallel patch perl ' +
    'pigz poppler-utils postgresql-client procps psmisc python3 python3-dev pv rsync ruby ruby-dev screen sed socat sqlite strace ' +
    'subversion sudo supervisor swig tar tcpdump tesseract-ocr texinfo tini tmux traceroute tree tzdata unixodbc ' +
    'unixodbc-dev unzip vim wget xvfb yasm zip'
  ).split(' '),
);

export function isSharedName(name: string): boolean {
  return SHARED.has(name);
}
