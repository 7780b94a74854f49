import { chainOf, rootOf } from './stage-chain.ts';
import type { Model, Stage } from './types.ts';
import { enumerate } from '../lists.ts';

/** One thing that sets two Dockerfiles apart. */
export interface Difference {
  /** A whole sentence: "Recorded with two stages; yours has one." */
  readonly says: string;
  /** Whether another image comes of it or another program starts: stages, base, packages, copied files, start. */
  readonly material: boolean;
}

/** What sets a recorded Dockerfile apart from the learner's, most telling first. */
export function describeDifferences(recorded: Model, yours: Model): Difference[] {
  const a = recorded.target;
  const b = yours.target;
  if (b === undefined) return [{ says: 'Yours has no stage yet: it needs a FROM line.', material: true }];
  if (a === undefined) return [];
  const material = [
    ...difference('base', rootOf(a).base.reference, rootOf(b).base.reference),
    ...difference('stages', count(reached(recorded), 'stage'), count(reached(yours), 'stage')),
    ...packages(a, b),
    ...arriving(a, b),
    ...difference('command', start(a), start(b)),
  ];
  const other = [
    ...difference('layers', count(layers(a), 'RUN instruction'), count(layers(b), 'RUN instruction')),
    ...(mounts(a) === mounts(b)
      ? []
      : [`Recorded ${mounts(a) ? 'with' : 'without'} a mount in a RUN; yours has ${mounts(b) ? 'one' : 'none'}.`]),
    ...environment(a, b),
  ];
  return [...material.map((says) => ({ says, material: true })), ...other.map((says) => ({ says, material: false }))];
}

function difference(
  what: 'stages' | 'base' | 'layers' | 'command',
  a: string | undefined,
  b: string | undefined,
): string[] {
  if (a === b) return [];
  if (what === 'base')
    return [`Recorded on ${a ?? 'another base'}; yours starts from ${b ?? 'a base that is not known yet'}.`];
  if (what === 'command') return [`Recorded starting ${a ?? 'nothing'}; yours starts ${b ?? 'nothing'}.`];
  return [`Recorded with ${a ?? 'none'}; yours has ${b ?? 'none'}.`];
}

function packages(a: Stage, b: Stage): string[] {
  const inA = new Set(a.installed.keys());
  const inB = new Set(b.installed.keys());
  const missing = [...inA].filter((name) => !inB.has(name));
  const extra = [...inB].filter((name) => !inA.has(name));
  return [
    ...(missing.length > 0
      ? [
          `Recorded with ${enumerate(missing)} in the final image; yours leaves ${missing.length > 1 ? 'them' : 'it'} out.`,
        ]
      : []),
    ...(extra.length > 0 ? [`Yours keeps ${enumerate(extra)} in the final image; the recording does not.`] : []),
  ];
}

/** What COPY and ADD bring into the image, by where it lands. */
function arriving(a: Stage, b: Stage): string[] {
  const inA = copied(a);
  const inB = copied(b);
  const missing = [...inA].filter((path) => !inB.has(path));
  const extra = [...inB].filter((path) => !inA.has(path));
  return [
    ...(missing.length > 0
      ? [`Recorded with ${enumerate(missing.map(code))} copied in; yours copies no such file.`]
      : []),
    ...(extra.length > 0 ? [`Yours copies ${enumerate(extra.map(code))}; the recording does not.`] : []),
  ];
}

function copied(stage: Stage): Set<string> {
  const events = chainOf(stage).flatMap((each) => each.fileEvents);
  return new Set(events.flatMap(({ kind, path }) => (kind === 'copy' && path !== undefined ? [path] : [])));
}

const code = (path: string): string => `\`${path}\``;

function environment(a: Stage, b: Stage): string[] {
  const names = new Set([...a.end.env.entries(), ...b.end.env.entries()].map(([name]) => name));
  return [...names]
    .filter((name) => a.end.env.get(name) !== b.end.env.get(name))
    .map((name) => {
      const value = a.end.env.get(name);
      return value === undefined
        ? `Recorded without ${name}; yours sets it.`
        : `Recorded with ${name}=${value}; yours ${b.end.env.has(name) ? 'sets another value' : 'does not set it'}.`;
    });
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function count(n: number, thing: string): string {
  return `${WORDS[n] ?? String(n)} ${thing}${n === 1 ? '' : 's'}`;
}

function reached(model: Model): number {
  return model.stages.filter((stage) => stage.reached).length;
}

function layers(stage: Stage): number {
  return stage.steps.filter(({ instruction }) => instruction.keyword === 'RUN').length;
}

function mounts(stage: Stage): boolean {
  return stage.steps.some((step) => step.mounts.length > 0);
}

function start(stage: Stage): string | undefined {
  const { init, program } = stage.process;
  const words = program.map((word) => word ?? '…').join(' ');
  if (words === '') return undefined;
  return init === undefined ? `\`${words}\`` : `\`${words}\` under ${init}`;
}
