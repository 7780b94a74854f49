import { matches } from './shell/glob.ts';

/**
 * Which paths a .dockerignore leaves out (moby/patternmatcher): the last line that matches decides, `!` takes back, a
 * pattern matches what lies below too, `**` any number of folders.
 */
export function ignoredBy(text: string): (path: string) => boolean {
  const patterns = text.split(/\r?\n/).flatMap((line) => {
    const plain = line.trim();
    if (plain === '' || plain.startsWith('#')) return [];
    const negated = plain.startsWith('!');
    const parts = plain
      .slice(negated ? 1 : 0)
      .trim()
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    return parts.length === 0 ? [] : [{ negated, parts }];
  });
  if (patterns.length === 0) return () => false;
  return (path) => {
    const parts = path.split('/');
    let ignored = false;
    for (const pattern of patterns)
      if (pattern.negated === ignored && hits(pattern.parts, 0, parts, 0)) ignored = !pattern.negated;
    return ignored;
  };
}

/** Whether a pattern matches a path or a folder above it. */
function hits(pattern: readonly string[], from: number, path: readonly string[], at: number): boolean {
  for (let i = from; i < pattern.length; i++) {
    const part = pattern[i] ?? '';
    if (part === '**') {
      for (let skip = at; skip <= path.length; skip++)
        if (hits(pattern, i + 1, path, skip)) return i + 1 < pattern.length || skip < path.length;
      return false;
    }
    const name = path[at++];
    if (name === undefined || !matches(part, name)) return false;
  }
  return true;
}
