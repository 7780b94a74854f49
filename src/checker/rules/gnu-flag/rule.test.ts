import { expect, test } from 'vitest';
import { checker } from '../../checker.ts';

/** What Alpine 3.19.4 (BusyBox 1.36.1) and BusyBox 1.37.0 answered on 2026-11-21, command by command. */
const REFUSED = String.raw`
adduser --quiet -D app
base64 --decode f
base64 --wrap=0 f
chmod --recursive 755 .
chown --reference=a b
cp -x a b
cp -r --preserve=mode d e
cut --complement -f1 f
date -d '1 day ago'
date --date=yesterday
date -d 2024-01-01T10:00:00Z
date --rfc-3339=seconds
dd if=a of=b status=progress
df --output=avail
du --max-depth=1
find . -regextype posix-extended -regex x
find . -newermt 2024-01-01
find . -exec grep -P x {} +
grep -oP a f
grep --include=*.c -r a .
gzip -r d
hostname -I
ln -sr a b
ls --time-style=long-iso
mktemp --suffix=.x
mktemp foo.XXX
ps -p 1
readlink -m x
realpath --relative-to=/ x
rm --recursive --force x
sed -z s/a/b/ f
sha256sum --check sums
sha256sum -c --ignore-missing sums
sort --unique f
stat --format=%a f
tail --lines=1 f
tar --wildcards -xf a.tar *.txt
tar -I gzip -xf a.tgz
tar xIf gzip a.tgz
timeout --signal=KILL 1 true
touch -d yesterday f
truncate --size=10 f
unzip -u a.zip
wget --show-progress -q http://a/
wget -N http://a/
xargs -d x echo
xargs -L1 echo
xargs -n1 sed -s s/a/b/
`;

const ACCEPTED = String.raw`
addgroup --gid 6000 --system app
adduser --disabled-password --gecos '' --uid 5000 --home /x --shell /bin/sh app
adduser --system --no-create-home --ingroup users app
awk -v a=1 -F: '{print}' f
base64 -w0 f
chown -Rh app:app .
cp --parents -av a b
cp --no-clobber --recursive a b
cut -d'z' -f1 f
cut -dz -f1 f
date -d 2024-01-01 +%s
date --date=@0 -u
date -Iseconds
df -hPT
du -bsh .
find . -maxdepth 1 -not -name x -executable -delete
find . -name -printf -exec ls -ls {} \; -print
grep -e -P f
grep -EnoiA1 a f
grep --color=auto a f
head -n -1 f
install -Dm755 -o root a b
ls --color --group-directories-first --full-time
mktemp -d --tmpdir x.XXXXXX
nproc --all
ps aux
ps -eo pid,args
readlink -fn x
sed --in-place --regexp-extended -e s/z/u/ f
sha256sum -cs sums
sort -Vh -t'R' -k1,1 f
stat -c %a f
su app -s /bin/sh -c true
tail -n +2 -f f
tar --strip-components=1 --no-same-owner --numeric-owner --exclude=x -xzf a.tgz
tar xzf a.tgz -C /opt
tar --auto-compress -cf a.tgz d
timeout -k 1 -s KILL 1 true
touch --date=2024-01-01 --reference=a f
unzip -qod d a.zip
wget -nv --tries=3 --no-check-certificate --header='A: b' --spider http://a/
wget -qO- --timeout=5 --user-agent=x --post-data=y http://a/
xargs -0 -r -n1 -P2 -I{} cp {} x
xargs grep -e -P
`;

const lines = (text: string): string[] => text.trim().split('\n');

function findings(command: string, setup = ''): number {
  return checker.check(`FROM alpine:3.24\n${setup}RUN ${command}\n`, { only: ['gnu-flag'] }).diagnostics.length;
}

test.each(lines(REFUSED))('refused: %s', (command) => {
  expect(findings(command)).toBe(1);
});

test.each(lines(ACCEPTED))('accepted: %s', (command) => {
  expect(findings(command)).toBe(0);
});

test.each([
  ['grep -P a f', 'grep'],
  ['sort --unique f', 'coreutils'],
  ['find . -printf x', 'findutils'],
  ['ps --no-headers', 'procps'],
])('%s with the package %s', (command, name) => {
  expect(findings(command, `RUN apk add --no-cache ${name}\n`)).toBe(0);
  expect(findings(command, `RUN apk add --no-cache ${name} && apk del ${name}\n`)).toBe(1);
});

test('a program of another place is another program', () => {
  expect(findings('/opt/gnu/bin/grep -P a f')).toBe(0);
  expect(findings('/bin/grep -P a f')).toBe(1);
});
