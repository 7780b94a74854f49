/**
 * Alpine images whose Dockerfiles were read, each with the packages it keeps of those that bring GNU tools, Bash or
 * locales. An image that is listed has no other of these; of one that is not listed nothing is known.
 *
 * Source: the Dockerfiles in the repositories docker-library/{docker,golang,haproxy,httpd,memcached,php,postgres,python,
 * rabbitmq,redis,ruby,wordpress}, nodejs/docker-node, caddyserver/caddy-docker, nginxinc/docker-nginx,
 * rust-lang/docker-rust, adoptium/containers, composer/docker, redis/docker-library-redis; newest commits of
 * 2025-02 to 2026-08.
 */
const IMAGES: Readonly<Record<string, string | undefined>> = {
  alpine: '',
  bash: 'bash',
  caddy: '',
  composer: 'bash coreutils patch unzip tar xz',
  docker: 'xz',
  'eclipse-temurin': 'coreutils musl-locales',
  golang: '',
  haproxy: '',
  httpd: '',
  memcached: '',
  nginx: '',
  node: '',
  php: 'tar xz',
  postgres: 'bash',
  python: '',
  rabbitmq: 'bash procps',
  redis: '',
  ruby: 'procps',
  rust: 'gcc',
  wordpress: 'bash less tar xz',
};

/**
 * Packages that need another one, so that it comes along; documentation, development and language packages left out.
 *
 * Source: `D:` fields of the signed main and community indexes of Alpine 3.19 (23,030 packages).
 */
const NEEDED_BY: Readonly<Record<string, string | undefined>> = {
  bash:
    'abcde apparmor-utils arch-install-scripts asn bats cacti cloud-utils direnv dracut drbd-utils frr fzf-tmux gdm gnome ' +
    'gnunet lazygit leiningen libvirt-client libvirt-daemon lm-sensors-fancontrol logcheck lvm2-extra lxc-templates-legacy ' +
    'lxdm mongooseim monkeysphere munin-node neofetch netdata ntpsec openscap openscap-docker pacman pass pm-utils ' +
    'py3-nodeenv quilt scsi-tgt-scripts snort socat-scripts taskd texlive-full tessen todo.txt-cli translate-shell ' +
    'urlview wgetpaste wireguard-tools wireguard-tools-wg-quick xen xmlto xrdp yadm zoneminder',
  coreutils:
    'arch-install-scripts asn cacti cloud-utils datefudge dhclient dracut gnunet k3s lvm2-extra multitail opam',
  diffutils: 'colordiff quilt vimdiff',
  findutils: 'etckeeper findutils-locate k3s',
  gawk: 'kamailio libgssglue quilt translate-shell txt2man yadm',
  grep: 'aircrack-ng dracut nagios-plugins-all nagios-plugins-log tlp',
  gzip: 'apache2-ctl cloud-utils lynx',
  less: 'aerc apache2-ctl bat cloud-utils colordiff gzip kitty lynx man-db',
  'musl-locales': 'lang calamares',
  procps: 'icinga2 imapsync monitoring-plugins ossec-hids procps-ng salt salt-master salt-minion sanoid zoneminder',
  sed: 'amavis dracut sngrep',
  shadow: 'cloud-init elogind gdm gnome',
  tar: 'abuild alpine-sdk cloud-utils debootstrap dpkg lxc-templates lxd sloci-image',
  unzip: 'ark opam zip zoneminder',
  'util-linux-misc': 'util-linux',
  wget: 'imapsync lxc-download perl-app-cpanminus',
};

const DEPENDENTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(NEEDED_BY).map(([name, needing = '']) => [name, needing.split(' ')]),
);

/** What an official image has of these packages; undefined when it is not known. `name` as in `Base`. */
export function imageTools(name: string): readonly string[] | undefined {
  // The official images under another registry: `public.ecr.aws/docker/library/alpine`.
  const official = name.replace(/^.*\/library\//, '');
  const tools = Object.hasOwn(IMAGES, official) ? IMAGES[official] : undefined;
  return tools?.split(' ').filter(Boolean);
}

/** Packages that bring `name` along. */
export function neededBy(name: string): readonly string[] {
  return DEPENDENTS.get(name) ?? [];
}
