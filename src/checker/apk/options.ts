/**
 * Options of apk, from `apk <command> --help` of apk-tools 2.14.0 (Alpine 3.19) and the manual pages of 3.0
 * (alpinelinux/apk-tools, doc/apk.8.scd and doc/apk-*.8.scd).
 */
interface OptionDefinition {
  readonly name: string;
  readonly short?: string;
  readonly takesValue?: true;
  /** Commands that know it; all when absent. */
  readonly commands?: readonly string[];
}

const flags = (names: string, commands?: readonly string[]): OptionDefinition[] =>
  names.split(' ').map((word) => {
    const [name = '', short] = word.split(',');
    const takesValue = name.endsWith('=');
    return {
      name: takesValue ? name.slice(0, -1) : name,
      ...(short === undefined ? {} : { short }),
      ...(takesValue ? { takesValue } : {}),
      ...(commands === undefined ? {} : { commands }),
    };
  });

const COMMIT = ['add', 'del', 'fix', 'upgrade'];

const OPTIONS: readonly OptionDefinition[] = [
  ...flags(
    'help,h root=,p repository=,X quiet,q verbose,v version,V interactive,i no-interactive force,f ' +
      'force-binary-stdout force-broken-world force-missing-repositories force-no-chroot force-non-repository ' +
      'force-old-apk force-overwrite force-refresh update-cache,U no-update-cache progress progress-fd= no-progress purge ' +
      'allow-untrusted wait= keys-dir= repositories-file= repository-config= no-network network no-cache cache cache-dir= ' +
      'cache-max-age= cache-predownload no-cache-predownload cache-packages no-cache-packages arch= no-logfile logfile ' +
      'timeout= no-check-certificate check-certificate print-arch preserve-env no-preserve-env root-tmpfs= sync= legacy-info',
  ),
  ...flags(
    'simulate,s clean-protected no-clean-protected overlay-from-stdin no-scripts scripts no-commit-hooks commit-hooks ' +
      'initramfs-diskless-boot latest,l',
    [...COMMIT, 'cache'],
  ),
  ...flags('upgrade,u no-chown chown initdb usermode virtual=,t', ['add']),
  ...flags('rdepends,r', ['del']),
  ...flags('available,a no-self-upgrade self-upgrade self-upgrade-only ignore prune preupgrade preupgrade-only', [
    'upgrade',
  ]),
  ...flags('depends,d reinstall,r xattr,x directory-permissions upgrade,u', ['fix']),
  ...flags('available,a add-dependencies upgrade,u', ['cache']),
  ...flags('all,a link,l output=,o recursive,R simulate,s stdout url world,w built-after= pkgname-spec=', ['fetch']),
  ...flags(
    'all,a description,d installed,e contents,L provides,P rdepends,r depends,R size,s webpage,w who-owns,W ' +
      'install-if rinstall-if license replaces,R triggers,t',
    ['info'],
  ),
  ...flags(
    'installed,I available,a orphaned,O upgradable,u upgradeable,u description,d manifest providers,P depends,d origin,o',
    ['list'],
  ),
  ...flags('all,a description,d exact,e has-origin,x origin,o rdepends,r', ['search']),
  ...flags('all,a indexes,I limit,l test,t check,c', ['version']),
  ...flags('description=,d index=,x output=,o prune-origin rewrite-arch= merge no-warnings', ['index']),
  ...flags(
    'check-permissions backup full system packages recursive,r ignore-busybox-symlinks details protected-paths= ',
    ['audit'],
  ),
];

export const APK_COMMANDS: ReadonlySet<string> = new Set(
  (
    'add del fix update upgrade cache info list dot policy search fetch verify manifest index stats audit version query ' +
    'adbdump adbgen adbsign adbverify convertdb convdb convndx extract mkndx mkpkg'
  ).split(' '),
);

/** Looks up a long (`--virtual`) or short (`t`) option for a command; undefined when apk would refuse it. */
export function apkOption(
  written: string,
  command: string | undefined,
): { readonly name: string; readonly takesValue: boolean } | undefined {
  const long = written.startsWith('--') ? written.slice(2) : undefined;
  for (const option of OPTIONS) {
    if (long === undefined ? option.short !== written : option.name !== long) continue;
    if (option.commands !== undefined && command !== undefined && !option.commands.includes(command)) continue;
    return { name: option.name, takesValue: option.takesValue === true };
  }
  return undefined;
}
