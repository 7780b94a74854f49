/**
 * Options of GNU tools that BusyBox's applets refuse ("unrecognized option"), as far as Dockerfiles may hold them.
 *
 * Seen on 2026-11-21: each option that `--help` of the GNU tool lists (Debian 12) was given to the applet in Alpine 3.19.4
 * (BusyBox 1.36.1) and to BusyBox 1.37.0, built from its source with Alpine's configuration; both refuse the same.
 * Packages: `cmd:` entries of the signed Alpine 3.19 indexes.
 *
 * A line is `applets|package|refused letters|letters that take a value|refused long options`. `long=x` means that `-x` does
 * the same in BusyBox, `long=x:` that it takes the value as well, `long=x?` that a value is attached to it.
 */
const LINES = `
addgroup||ehmrsuG|g|disabled-login disabled-password force-badname group home ingroup no-create-home quiet shell uid
adduser||cdemrMNU|hgsGuk|comment=g: create-home disabled-login=D force-badname gid group quiet
awk|gawk|i|vFf|field-separator=F: posix re-interval
base64|coreutils||w|decode=d wrap=w:
bunzip2 bzip2|bzip2|||decompress=d force=f keep=k stdout=c
cat|coreutils|ET||number=n show-all=A
chgrp chown|coreutils|||from reference
chmod|coreutils|||recursive=R reference verbose=v
cp|coreutils|SZbx|St|attributes-only backup no-preserve one-file-system preserve=p sparse
cut|coreutils|z|bcdf|characters=c: complement delimiter=d: fields=f: output-delimiter
date|coreutils|f|Ddrs|iso-8601=I? rfc-3339 universal=u
dd touch|coreutils|||
deluser||rf||group quiet system
df|coreutils|lvx|Bt|human-readable=h output total
diff|diffutils|CDFIWXZcelnvxy|CDFILSUWXx|color context exclude side-by-side strip-trailing-cr
du|coreutils|0BDPSXt|BdtX|apparent-size block-size bytes=b exclude human-readable=h max-depth=d: summarize=s total=c
egrep fgrep grep|grep|PTUVZz|ABCDdefm|after-context=A: before-context=B: context=C: count=c exclude exclude-dir extended-regexp=E files-with-matches=l fixed-strings=F ignore-case=i include invert-match=v line-buffered line-number=n line-regexp=x max-count=m: no-filename=h null-data only-matching=o perl-regexp quiet=q recursive=r regexp=e: silent=q text=a word-regexp=w
env|coreutils-env|CS|CSu|chdir split-string
find|findutils|||
flock|flock|EFVchow|E|timeout
gunzip zcat|gzip|Nlr|S|keep=k quiet=q verbose=v
gzip|gzip|LNlr|S|decompress=d keep=k recursive rsyncable
head|coreutils|z|cn|bytes=c: lines=n: quiet=q
hostname|net-tools|AIaby|F|all-ip-addresses fqdn=f ip-address=i short=s
id|coreutils|Zaz||group=g groups=G name=n user=u
install|coreutils|CSTZ|Sgmot|backup compare no-target-directory
ln|coreutils|FLPdirt|St|force=f no-dereference=n no-target-directory=T relative symbolic=s
ls|coreutils|BDGINUZbfmoq|ITw|all=a almost-all=A human-readable=h recursive=R sort time-style
md5sum sha1sum sha256sum sha512sum|coreutils|z||check=c ignore-missing quiet status=s strict
mktemp|coreutils||p|suffix
mv|coreutils|SZbu|St|backup update
nc|netcat-openbsd|46NUq|epsw|
passwd|shadow|Se|a|delete=d lock=l stdin
pgrep|procps|FGLcdgrt|FGPdgt|full=f
pkill|procps|FGLcg|FGPg|full=f signal
ps|procps|CGLNUVpqsuw|CGUopqsu|format=o: no-headers pid ppid sort
readlink|coreutils|emz||canonicalize=f canonicalize-existing canonicalize-missing
realpath|coreutils|LPemqsz||canonicalize-existing canonicalize-missing no-symlinks quiet relative-base relative-to
rm|coreutils|Id||force=f recursive=r verbose=v
sed|sed|lsuz|efl|follow-symlinks null-data separate unbuffered
seq|coreutils|f|fs|equal-width=w separator=s:
shuf|coreutils|r|eino|head-count=n: random-source repeat
sort|coreutils|CR|kotST|field-separator=t: human-numeric-sort=h key=k: numeric-sort=n output=o: parallel random-sort reverse=r unique=u version-sort=V
split|coreutils|Cdentux|Cablnt|additional-suffix bytes=b: lines=l: number numeric-suffixes
stat|coreutils||c|dereference=L format=c: printf terse=t
su|util-linux-login|GPVfghw|cgswG|command=c: login=l shell=s:
tail|coreutils|z|cns|bytes=c: follow=f lines=n: pid quiet=q retry
tar|tar|ABFGHIKLMNPRSUVWbdgilnrsuw|CFHIKLNTVXbfg|absolute-names acls append checkpoint delay-directory-restore delete exclude-vcs force-local format get=x group gunzip=z hard-dereference ignore-failed-read keep-old-files=k listed-incremental mode mtime no-wildcards null one-file-system one-top-level owner preserve-permissions=p remove-files same-owner selinux skip-old-files sort sparse totals transform ungzip=z unlink-first use-compress-program verify warning wildcards xattrs xform zstd
tee|coreutils|p||append=a
timeout|coreutils|v|ks|foreground kill-after=k: preserve-status signal=s: verbose
tr|coreutils|t||complement=c delete=d squeeze-repeats=s
truncate|coreutils|or|rs|no-create=c reference size=s:
uniq|coreutils|D|fsw|count=c ignore-case=i repeated=d unique=u
unzip|unzip|BCLPUXafu|dPx|
wc|coreutils|||bytes=c chars=m lines=l words=w
wget|wget|46ABDEFHIKLNQRVXabdefhiklmprvwx|ABDIOPQRTUXYaeilnotw|ca-certificate connect-timeout content-disposition dns-timeout https-only http-password http-user inet4-only input-file limit-rate load-cookies max-redirect method mirror no-cookies no-hsts no-netrc no-proxy password progress random-wait read-timeout recursive referer retry-connrefused retry-on-http-error secure-protocol show-progress timestamping trust-server-names verbose wait waitretry
xargs|findutils|Ldl|EIPadns|arg-file=a: delimiter max-args=n: max-procs=P: null=0 replace verbose=t
`;

/** What an applet refuses. */
export interface AppletOptions {
  /** The package that brings the GNU tool; '' where Alpine has none. */
  readonly package: string;
  readonly refusedLetters: string;
  readonly valuedLetters: string;
  /** Refused long options: what does the same, or '' for nothing. */
  readonly refusedLong: ReadonlyMap<string, string>;
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
    options = { package: owner, refusedLetters, valuedLetters, refusedLong };
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
