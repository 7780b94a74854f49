import { mulberry32 } from './random-sets.ts';
import type { RealApk } from './real-apk.ts';

/** Pairs that were thought of: every part of the grammar, its edges, and what is no version. */
const THOUGHT_OF = `
1 2|1 1|1.0 1|1.0 1.0.0|1.1 1.10|1.2 1.10|1.01 1.1|1.001 1.01|1.010 1.01|1.0 1.00|0 00|01 1|1.9 1.09
1a 1|1a 1b|1.0a 1.0|1.0a 1.0.1|1.0z 1.1|1a1 1a|1a1 1a2|1a.1 1a|1aa 1a
1_alpha 1|1_alpha 1_beta|1_beta 1_pre|1_pre 1_rc|1_rc 1|1_rc1 1_rc2|1_rc 1_rc1|1_rc1 1_rc10|1_alpha2 1_beta1
1_cvs 1|1_cvs 1_svn|1_svn 1_git|1_git 1_hg|1_hg 1_p|1_p 1|1_p1 1_p2|1_p 1_p1|1_git20230717 1_git20240101|1_git 1.0
1_alpha_p 1_alpha|1_p_alpha 1_p|1_rc1_p1 1_rc1|1_p1_rc1 1_p1|1_foo 1|1_foo 1_bar|1_ 1|1_p1a 1_p1
1-r0 1|1-r0 1-r1|1-r2 1-r10|1-r01 1-r1|1_p1-r0 1_p1|1a-r1 1a|1_rc1-r1 1|1.0-r0 1.0.0-r0|1-r 1|1-r1-r2 1-r1
1-1 1|1-x 1|1..2 1.2|1. 1|.1 1|1.2. 1.2|a 1|a b|A a|1A 1|1+1 1|1~1 1|1:1 1|v1 1|1.a 1|1.2.a 1.2
12345678901234567 12345678901234568|123456789012345678 1|1.123456789012345678 1.1|1_p99999999999999999 1_p99999999999999998
1.2.4_git20230717-r4 1.2.4_git20230717-r5|1.2.4_git20230717-r4 1.2.4-r4|13.2.1_git20231014-r0 13.2.1-r0|3.1.7-r0 3.1.5-r0
20240226-r0 20230506-r0|2.43.4-r0 2.43.0-r0|9.6_p1-r0 9.6_p1-r1|1.36.1-r19 1.36.1-r2|2023a-r0 2023c-r0|0.0.0 0|0.1 0.01|0.0 0.00
1_pre1 1_alpha9|1.0_beta 1.0.1|1.0_rc1 1.0a|1.0b_p1 1.0b|1.0b_alpha 1.0b|1.10.0_rc2-r3 1.10.0_rc2|1.0.0.0.1 1.0.0.0
`;

/** How many more are generated. */
const GENERATED = 300;

/** What apk says about versions, a pair a line: the text of `version-pairs.json`. */
export function versionsText(apk: RealApk, seed: number): string {
  const pairs = versionPairs(GENERATED, seed);
  const invalid = [...apk.invalidVersions([...new Set(pairs.flat())])].sort();
  const lines = pairs.map(([a, b]) => JSON.stringify([a, b, apk.compareVersions(a, b)]));
  const head = [`"apk": ${JSON.stringify(apk.version)}`, `"invalid": ${JSON.stringify(invalid)}`];
  return `{\n${head.join(',\n')},\n"pairs": [\n${lines.join(',\n')}\n]\n}\n`;
}

const SUFFIXES = ['alpha', 'beta', 'pre', 'rc', 'cvs', 'svn', 'git', 'hg', 'p'];

/** Pairs to ask apk about: those above, and generated ones of which many differ in one part only. */
function versionPairs(count: number, seed: number): (readonly [string, string])[] {
  const thoughtOf = THOUGHT_OF.trim()
    .split(/[|\n]/)
    .map((pair): readonly [string, string] => {
      const [a = '', b = ''] = pair.split(' ');
      return [a, b];
    });
  const random = mulberry32(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const number = () => (below(6) === 0 ? '0' : '') + String(below(below(4) === 0 ? 300 : 12));
  const version = (): string => {
    let text = number();
    for (let parts = below(4); parts > 0; parts--) text += `.${number()}`;
    if (below(5) === 0) text += String.fromCharCode(97 + below(26));
    for (let suffixes = below(8) === 0 ? 2 : below(3) === 0 ? 1 : 0; suffixes > 0; suffixes--) {
      text += `_${SUFFIXES[below(SUFFIXES.length)] ?? ''}${below(2) === 0 ? below(30) : ''}`;
    }
    return below(2) === 0 ? `${text}-r${below(12)}` : text;
  };
  const changed = (text: string): string => {
    const at = below(text.length);
    const way = below(4);
    if (way === 0) return text.slice(0, at) + text.slice(at + 1);
    if (way === 1) return `${text.slice(0, at)}${below(10)}${text.slice(at)}`;
    return way === 2 ? text.slice(0, at) : text.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + 1));
  };
  const generated = Array.from({ length: count }, (): readonly [string, string] => {
    const a = version();
    return [a, below(3) === 0 ? version() : changed(a)];
  });
  // An empty argument is none to apk.
  return [...thoughtOf, ...generated].filter(([a, b]) => a !== '' && b !== '');
}
