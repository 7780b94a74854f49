/**
 * The one-letter options that BusyBox's applets take. Seen on 2026-11-28: each applet of Alpine 3.19.4 (BusyBox 1.36.1) was given
 * each letter and digit alone, and those stand here that it did not call an unrecognized option.
 */
const LINES = `
adduser ghksuDGHS
addgroup gS
deluser 
delgroup abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789
cat bentuvA
head cnqv0123456789
tail cfnqsvF0123456789
sort bcdfghikmnorstuzMSTV
uniq cdfisuwz
wc clmwL
cut bcdfnsDO
nl bipsvw
od abcdfhijlostvwxANS
md5sum bcstw
sha1sum bcstw
sha256sum bcstw
sha512sum bcstw
ls acdghiklnprstuvwxACFHLQRSTX1
du abcdhklmsxHL
strings afnot
base64 diw
tr cdsC
rev 
fold bsw
grep acefhilmnoqrsvwxABCEFHILR
sed efinrE
tee ai
mktemp dpqtu
readlink fnqsv
realpath abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789
mkdir mpv
rmdir pv
rm firvR
cp adfilnprstuvHLPRT
mv fintvT
ln bfnsvST
chmod abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789
chown cfhvHLPR
chgrp cfhvHLPR
touch acdfhmrt
install bcdgmopstvD
id gnruG
uname aimnoprsv
dirname abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789
basename as
paste ds
comm 123
expand it
`;

let letters: ReadonlyMap<string, string> | undefined;

/** Undefined for an applet that was not tried. */
export function appletLetters(applet: string): string | undefined {
  letters ??= new Map(
    LINES.trim()
      .split('\n')
      .map((line) => {
        const space = line.indexOf(' ');
        return [line.slice(0, space), line.slice(space + 1)];
      }),
  );
  return letters.get(applet);
}
