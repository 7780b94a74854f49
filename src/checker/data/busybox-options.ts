/**
 * Options of GNU tools that BusyBox's applets refuse ("unrecognized option"), as far as Dockerfiles may hold them. `realpath`
 * of 1.36.1 has no options: it takes each for the name of a file that is not there, and ends with 1.
 *
 * Seen on 2026-11-21: each option that `--help` of the GNU tool lists (Debian 12) was given to the applet in Alpine 3.19.4
 * (BusyBox 1.36.1) and to BusyBox 1.37.0, built from its source with Alpine's configuration; both refuse the same.
 * Packages: `cmd:` entries of the signed Alpine 3.19 indexes.
 *
 * A line is `applets|package|refused letters|letters that take a value|refused long options`. `long=x` means that `-x` does
 * the same in BusyBox, `long=x:` that it takes the value as well, `long=x?` that a value is attached to it.
 */
const LINES = `
addgroup||hsuG|g|disabled-password group home ingroup no-create-home quiet shell uid
adduser||cdemrMNU|hgsGuk|comment=g: disabled-login=D force-badname gid group quiet
awk|gawk|i|vFf|re-interval
base64|coreutils||w|decode=d wrap=w:
bunzip2 bzip2|bzip2|||decompress=d keep=k stdout=c
cat|coreutils|ET||number=n show-all=A
chgrp chown|coreutils|||from reference
chmod|coreutils|||recursive=R reference verbose=v
cp|coreutils|SZbx|St|backup no-preserve one-file-system preserve=p sparse
cut|coreutils|z|bcdf|characters=c: complement delimiter=d: fields=f: output-delimiter
date|coreutils|f|Ddrs|iso-8601=I? rfc-3339 universal=u
dd touch|coreutils|||
deluser||rf||group quiet system
df|coreutils|lx|Bt|human-readable=h output total
diff|diffutils|WXZcxy|ILSUWXx|color exclude side-by-side strip-trailing-cr
du|coreutils|0BDPS|BdtX|apparent-size block-size bytes=b exclude human-readable=h max-depth=d: summarize=s total=c
egrep fgrep grep|grep|PUZz|ABCDdefm|after-context=A: count=c exclude exclude-dir extended-regexp=E files-with-matches=l fixed-strings=F ignore-case=i include invert-match=v line-buffered line-number=n line-regexp=x max-count=m: no-filename=h null-data only-matching=o perl-regexp quiet=q recursive=r regexp=e: silent=q word-regexp=w
env|coreutils-env|CS|CSu|chdir split-string
find|findutils|||
gunzip zcat|gzip|Nlr|S|keep=k quiet=q
gzip|gzip|LNlr|S|decompress=d keep=k recursive
head|coreutils|z|cn|bytes=c: lines=n: quiet=q
hostname|net-tools|AI|F|all-ip-addresses fqdn=f ip-address=i short=s
id|coreutils|Zaz||group=g name=n user=u
install|coreutils|CST|Sgmot|backup compare no-target-directory
ln|coreutils|FLPrt|St|force=f no-dereference=n no-target-directory=T relative symbolic=s
ls|coreutils|BDGINUZ|ITw|all=a human-readable=h recursive=R sort time-style
md5sum sha1sum sha256sum sha512sum|coreutils|z||check=c ignore-missing quiet status=s strict
mktemp|coreutils||p|suffix
mv|coreutils|SZbu|St|backup update
passwd|shadow|Se|a|delete=d lock=l stdin
pgrep pkill|procps|FGLcgt|FGPgt|full=f
ps|procps|CGNUpquw|CGUopqu|format=o: no-headers pid ppid sort
readlink|coreutils|em||canonicalize=f canonicalize-existing canonicalize-missing
realpath|coreutils|LPemqsz||canonicalize-existing canonicalize-missing no-symlinks relative-base relative-to
rm|coreutils|Id||force=f recursive=r verbose=v
sed|sed|lsuz|efl|follow-symlinks null-data separate unbuffered
sort|coreutils|R|kotST|field-separator=t: human-numeric-sort=h key=k: numeric-sort=n output=o: parallel random-sort reverse=r unique=u version-sort=V
split|coreutils|dn|ablnt|bytes=b: lines=l: number numeric-suffixes
stat|coreutils||c|format=c: printf
su|util-linux-login|Pg|cgs|command=c: login=l shell=s:
tail|coreutils|z|cns|bytes=c: follow=f lines=n: pid quiet=q retry
tar|tar|IPSUWru|CFHIKLNTVXbfg|absolute-names acls append exclude-vcs format group ignore-failed-read keep-old-files=k mode mtime null one-top-level owner preserve-permissions=p remove-files same-owner skip-old-files sort sparse totals transform use-compress-program warning wildcards xattrs xform zstd
tee|coreutils|p||append=a
timeout|coreutils|v|ks|foreground kill-after=k: preserve-status signal=s: verbose
tr|coreutils|t||complement=c delete=d squeeze-repeats=s
truncate|coreutils|or|rs|no-create=c reference size=s:
uniq|coreutils|D|fsw|count=c ignore-case=i repeated=d unique=u
unzip|unzip|CLPXafu|dPx|
wc|coreutils|||bytes=c chars=m lines=l words=w
wget|wget|46ABDEHIKLNQRVXabdefhiklmprvwx|ABDIOPQRTUXYaeilnotw|ca-certificate connect-timeout content-disposition https-only http-password http-user input-file limit-rate load-cookies max-redirect method mirror no-cookies no-hsts no-proxy password progress read-timeout recursive referer retry-connrefused retry-on-http-error secure-protocol show-progress timestamping trust-server-names verbose wait waitretry
xargs|findutils|Ldl|EIPadns|arg-file=a: delimiter max-args=n: max-procs=P: null=0 replace verbose=t
`;

/** What an applet refuses. */
interface AppletOptions {
  /** The package that brings the GNU tool; '' where Alpine has none. */
  readonly package: string;
  readonly refusedLetters: string;
  readonly valuedLetters: string;
  /** Refused long options: what does the same, or '' for nothing. */
  readonly refusedLong: ReadonlyMap<string, string>;
  /** Those of them that take a value as the next word. */
  readonly longValued: readonly string[];
}

const lines = new Map<string, string>();
for (const line of LINES.trim().split('\n')) {
  for (const name of line.slice(0, line.indexOf('|')).split(' ')) lines.set(name, line);
}
const parsed = new Map<string, AppletOptions>();

/** The options of an applet by its name; undefined for a command that BusyBox does not have or takes everything. */
export function appletOptions(name: string): AppletOptions | undefined {
  const line = lines.get(name);
  if (line === undefined) return undefined;
  let options = parsed.get(line);
  if (options === undefined) {
    const [, owner = '', refusedLetters = '', valuedLetters = '', long = ''] = line.split('|');
    const refusedLong = new Map(
      long.split(' ').map((each) => {
        const [option = '', same = ''] = each.split('=');
        return [option, same] as const;
      }),
    );
    const longValued = [...refusedLong].flatMap(([option, same]) => (same.endsWith(':') ? [option] : []));
    options = { package: owner, refusedLetters, valuedLetters, refusedLong, longValued };
    parsed.set(line, options);
  }
  return options;
}

/** Tests and actions of GNU find that BusyBox's refuses ("unrecognized"); tried as above. */
export const REFUSED_FIND = new Set(
  (
    'amin anewer cmin cnewer daystart execdir fprint fprintf fstype gid iregex ls lname mount newermt nogroup nouser printf ' +
    'readable regextype samefile uid writable xtype'
  ).split(' '),
);
