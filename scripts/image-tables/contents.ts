import { analyze } from '../../src/checker/index.ts';

/** What the Dockerfile of an image adds to the image that it stands on. */
export interface Contents {
  /** That image, as FROM names it; undefined for none that is known. */
  readonly from: string | undefined;
  /** Users, then groups of other names, that `adduser` and its like make. */
  readonly accounts: readonly string[];
  /** What USER says at the end; undefined where it says nothing. */
  readonly starts: string | undefined;
  /** Packages that nothing takes away again. */
  readonly packages: readonly string[];
}

/** Options of `adduser`, `addgroup` and those of shadow that take a value. */
const VALUED = /^-(?:[bcdfgGhkKsu]|-(?:comment|gid|groups|home|home-dir|ingroup|shell|uid))$/;

/** Reads the last stage of a Dockerfile. */
export function readContents(dockerfile: string): Contents | undefined {
  const stage = analyze(dockerfile).target;
  if (stage === undefined) return undefined;
  const made = stage.steps.flatMap(({ invocations }) =>
    invocations.flatMap(({ name = '', args }) => {
      if (!/^(?:add|user|group)(?:user|group|add)$/.test(name)) return [];
      const words = args.map(({ value }) => value ?? '');
      const operand = words.find((word, at) => !word.startsWith('-') && !VALUED.test(words[at - 1] ?? ''));
      return operand === undefined ? [] : [{ kind: name.includes('user') ? 'user' : 'group', operand }];
    }),
  );
  const namesOf = (wanted: string): string[] => made.flatMap(({ kind, operand }) => (kind === wanted ? operand : []));
  const { reference } = stage.base;
  // What one branch of a script adds, the same branch takes away.
  const certain = stage.packageEvents
    .filter(({ kind, invocation }) => kind === 'add' && invocation.certain)
    .flatMap(({ packages }) => packages.flatMap(({ name }) => name ?? []))
    .filter((name) => stage.installed.has(name));
  return {
    from: reference,
    accounts: [...new Set([...namesOf('user'), ...namesOf('group')])],
    starts: stage.end.user,
    packages: [...new Set(certain)].sort(),
  };
}

/** With all that the images below it bring. `read` gives what the Dockerfile of another image says. */
export function withBase(own: Contents, read: (image: string) => Contents | undefined): Contents {
  const below = own.from === undefined ? undefined : read(own.from);
  if (below === undefined) return own;
  const base = withBase(below, read);
  return {
    ...own,
    accounts: [...new Set([...own.accounts, ...base.accounts])],
    starts: own.starts ?? base.starts,
    packages: [...new Set([...own.packages, ...base.packages])].sort(),
  };
}
