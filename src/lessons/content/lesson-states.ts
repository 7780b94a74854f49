import type { RecordingScript } from '../recordings/recording-script.ts';

/**
 * The states of a lesson: `starter`, `solution` and what stands in `variants/`. `starter/` is a whole build
 * context; the others hold only files that differ and are laid over it.
 */

/** Files of a lesson's folder by relative path with `/`, whatever the caller keeps for each. */
type LessonFiles<T> = ReadonlyMap<string, T>;

export interface LessonStateFiles<T> {
  /** `starter`, `solution` or the variant's name. */
  readonly name: string;
  /** The whole build context by path, sorted; `Dockerfile` is among them. */
  readonly files: ReadonlyMap<string, T>;
}

/**
 * Lists the states: starter, solution, then variants by name. A state that only `session.yaml` names counts as a
 * variant when it says `from`.
 * @throws Error when `from` names no state or goes round in a circle.
 */
export function lessonStates<T>(files: LessonFiles<T>, session?: RecordingScript): LessonStateFiles<T>[] {
  const overlays = new Map<string, Map<string, T>>();
  for (const [path, content] of files) {
    const match = /^(?:(starter|solution)|variants\/([^/]+))\/(.+)$/.exec(path);
    const name = match?.[1] ?? match?.[2];
    if (name === undefined || match?.[3] === undefined) continue;
    const overlay = overlays.get(name) ?? new Map<string, T>();
    overlay.set(match[3], content);
    overlays.set(name, overlay);
  }
  for (const [name, state] of Object.entries(session?.states ?? {})) {
    if (state.from !== undefined && !overlays.has(name)) overlays.set(name, new Map());
  }
  return [...overlays.keys()].sort(byPlace).map((name) => ({ name, files: merged(name, overlays, session, []) }));
}

function merged<T>(
  name: string,
  overlays: ReadonlyMap<string, ReadonlyMap<string, T>>,
  session: RecordingScript | undefined,
  seen: readonly string[],
): ReadonlyMap<string, T> {
  const own = overlays.get(name);
  if (own === undefined)
    throw new Error(`The state "${seen.at(-1) ?? ''}" builds on "${name}", which the lesson has not.`);
  if (seen.includes(name)) throw new Error(`States build on each other in a circle: ${[...seen, name].join(' → ')}.`);
  const below = session?.states[name]?.from ?? (name === 'starter' ? undefined : 'starter');
  const all = new Map(below === undefined ? [] : merged(below, overlays, session, [...seen, name]));
  for (const [path, content] of own) all.set(path, content);
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byPlace(a: string, b: string): number {
  const place = (name: string): number => ['starter', 'solution'].indexOf(name) + 1 || 3;
  return place(a) - place(b) || (a < b ? -1 : 1);
}
