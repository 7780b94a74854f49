/** One question to apk: commands one after the other, of which the last one's answer counts. */
export interface QuestionSet {
  readonly kind: 'ordinary' | 'failing' | 'random' | 'fresh';
  /** As typed: `add -t .build-deps gcc musl-dev`. */
  readonly commands: readonly string[];
}

/** What Dockerfiles ask for: a line is a set, ` ; ` parts commands. */
const ORDINARY = `
add build-base
add python3 py3-pip
add nodejs npm
add postgresql-dev
add libstdc++ so:libzstd.so.1
add cmd:jq
add -t .build-deps gcc musl-dev libffi-dev openssl-dev python3-dev
add jq~=1.7
add jq~1.7
add 'jq>=1.6'
add jq=1.7.1-r0
add jq !oniguruma-dev
add bash curl git openssh-client
add ca-certificates tzdata
add tini
add su-exec dumb-init
add nginx
add nginx nginx-mod-http-headers-more
add go git make
add openjdk17-jre-headless
add openjdk11
add maven
add php82 php82-fpm php82-curl php82-json php82-mbstring php82-openssl
add php83-fpm php83-pdo_mysql php83-gd
add redis
add mariadb mariadb-client
add mysql-client
add postgresql15-client
add sqlite sqlite-dev
add ruby ruby-dev ruby-bundler
add perl perl-net-ssleay
add rust cargo
add clang lld llvm17-dev
add cmake ninja samurai
add autoconf automake libtool pkgconf
add linux-headers bsd-compat-headers
add imagemagick ghostscript
add ffmpeg
add chromium nss freetype harfbuzz ttf-freefont
add xvfb firefox-esr
add docker-cli docker-cli-compose
add helm kubectl
add terraform ansible
add aws-cli
add supervisor
add openrc
add openrc nginx
add shadow sudo
add libc6-compat gcompat
add icu-libs icu-data-full krb5-libs libgcc libintl libssl3 libstdc++ zlib
add py3-numpy py3-pandas py3-scipy
add gdal-dev geos-dev proj-dev
add vips-dev fftw-dev
add libxml2-dev libxslt-dev libjpeg-turbo-dev zlib-dev freetype-dev
add gnupg wget xz tar
add busybox-extras
add bash-completion git-bash-completion docker
add pc:libcurl pc:zlib
add docs git
add coreutils findutils grep sed gawk
add zsh fish vim neovim
add git-lfs mercurial subversion
add -t .build-deps build-base linux-headers ; add libpq ; del .build-deps
add -t .build-deps gcc musl-dev ; add libgcc ; del .build-deps
add gcc ; add make ; del gcc
add curl ; del curl
add git ; del git openssh
add -t .fetch curl tar ; add -t .build gcc make ; del .fetch .build
add -t .deps jq ; add jq ; del .deps
add nginx openrc ; del openrc
add python3 ; del pyc
add -t .run postgresql-libs libstdc++ ; add -t .build g++ postgresql-dev ; del .build
add -u busybox musl
upgrade
upgrade -a
add -u jq
add so:libcurl.so.4 cmd:git
add 'nodejs>=20' 'npm<11'
add 'python3~3.11'
add !openssl curl
add nodejs-current
add -t .x=1.0 gcc
add samba-client cifs-utils
add rsyslog logrotate dcron
add yarn
add pnpm
add texlive
add erlang elixir
add ghc cabal
add nodejs ; add nodejs-current
add libressl
add openssl-dev ; del openssl-dev
`;

/** What apk refuses, each with its own words. */
const FAILING = `
add nosuch
add nosuch alsonot
add jq nosuch
add 'jq>9'
add jq=1.6
add jq=1.6-r3 curl=1
add jq~=1.6
add 'git~2.40'
add 'python3<3.11'
add 'nodejs~18' npm
add 'nodejs=20.0.0-r0'
add so:libnothing.so.9
add cmd:java
add cmd:nosuch
add pc:nosuch
add py-pip
add python
add python-dev
add nodejs-npm
add php7
add php7-fpm php7-curl
add mysql
add java
add openjdk8-jre-base openjdk99
add httpd
add apt-get
add ifconfig
add build-essential
add libssl1.1
add openssl1.1-compat-dev
add libpng12
add netcat
add vim-nox
add ssh
add docker-compose-plugin
add xz-utils
add libcurl4-openssl-dev
add zlib1g-dev
add gcc !libgcc
add build-base !binutils
add git !pcre2
add python3 !libffi
add curl !libcurl
add nginx !pcre2
add !musl
add !busybox jq
add !zlib git
add nodejs nodejs-current
add libressl-dev openssl-dev
add openssl-dev=1.1.1
add mariadb-connector-c-dev libmariadb-dev
add postgresql15-dev postgresql16-dev
add php82-dev php83-dev
add llvm16-dev llvm17-dev
add lua5.3-dev=1
add 'musl>2'
add 'busybox<1'
add musl=1.2.3-r0
add alpine-baselayout=1
add jq@edge
add jq@edge git@testing nosuch
add jq@testing=1.7
add 'jq=foo'
add 'jq>=1..a'
add 'git=2.43.4-r0-x'
add jq=1.7@edge
add -t .b gcc nosuch
add -t .b 'gcc>99'
add -t .b jq=1.6 'git<2'
add -t '.b>1' gcc
add -t .b gcc@edge
add -t !b gcc
add sdl2-dev nosuch-dev libnope
add cmd:vi cmd:nope so:nope.so.1
add editor
add mta
add dbus-session
add java-jre
add java-jre-headless
add java-common
add ghc=9 cabal=1 stack
add gtk+3.0-dev=2 gtk+2.0-dev=3
add chromium=100 firefox=99 nss=1
del nosuch
add -t .b gcc ; del .b nosuch
add gcc ; add !gcc
add curl ; add 'curl<8'
add git ; add 'pcre2>99'
add nginx=1.24.0-r15 nginx=9
add gcc=12 g++=12 libstdc++-dev=12
add busybox=1.36.1-r1 busybox-extras=1
add samurai ninja=1 ninja-build
add icu-data-full icu-data-en=1
add musl-dev=1.2.4 libc-dev=0.1
add pulseaudio-alsa pipewire-alsa
add pipewire-pulse pulseaudio
add eudev mdev-conf
add mdevd mdevd-openrc eudev udev-init-scripts nosuch
add ncurses-libs=1 libncursesw=2
add util-linux=1 util-linux-misc
add perl=5.38.2-r0 perl-dev=5.36
`;

/** The sets that were thought of, in their order. */
export function thoughtOfSets(): QuestionSet[] {
  const read = (text: string, kind: QuestionSet['kind']) =>
    text
      .trim()
      .split('\n')
      .map((line) => ({ kind, commands: line.split(' ; ') }));
  return [...read(ORDINARY, 'ordinary'), ...read(FAILING, 'failing')];
}
