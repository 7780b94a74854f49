import type { Forecast, ForecastStage } from '../../checker/index.ts';
import type { PictureNeed, PictureProgram, PictureStart } from './picture.ts';
import type { LinesOf } from './lines-of.ts';

/**
 * How the container starts; undefined when the build stops before there is one.
 * @param called programs that are called once it runs, by name; shown where they are found.
 */
export function startPicture(
  { outcome, start, stages, steps, target }: Forecast,
  linesOf: LinesOf,
  called: readonly string[] = [],
): PictureStart | undefined {
  const stage = target === undefined ? undefined : stages[target];
  if (stage === undefined || outcome === 'fails') return undefined;
  const { argv, because, exit, init, pid1, stops } = start;
  const own = steps.filter((step) => step.stage === target);
  const at =
    own.findLast(({ keyword }) => keyword === 'ENTRYPOINT') ?? own.findLast(({ keyword }) => keyword === 'CMD');
  const child = init === true ? behindInit(argv ?? []) : undefined;
  const named = [argv?.[0], child?.[0]].filter((path) => path !== undefined);
  const programs = [...new Set(named)].map((path) => programOf(stage, path));
  for (const program of called.map((name) => programOf(stage, name)))
    if (program.state === 'there' && programs.every(({ path }) => path !== program.path)) programs.push(program);
  return {
    outcome: start.outcome,
    stop: because && start.outcome !== 'starts' ? { line: because.line, prints: because.prints, exit } : undefined,
    argv,
    user: start.user === '' ? 'root' : start.user,
    pid1,
    init,
    child,
    signal: stage.stopSignal,
    stops,
    lines: at && linesOf(at.range),
    programs,
  };
}

/** What an init is told to start: what stands behind its own options. */
function behindInit(argv: readonly string[]): readonly string[] | undefined {
  const dashes = argv.indexOf('--');
  const first = dashes >= 0 ? dashes + 1 : argv.findIndex((word, i) => i > 0 && !word.startsWith('-'));
  const rest = first < 0 ? [] : argv.slice(first);
  return rest.length === 0 ? undefined : rest;
}

/** A program of the command line by its path; a name alone is looked for in the folders that PATH names as a rule. */
function programOf(stage: ForecastStage, word: string): PictureProgram {
  const folders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  const path = word.startsWith('/')
    ? word
    : (folders.map((folder) => `${folder}/${word}`).find((each) => stage.files.stat(each).kind === 'file') ?? word);
  const { kind } = path.startsWith('/') ? stage.files.stat(path) : { kind: 'unknown' as const };
  const found = stage.needs(path);
  const loader = found?.loader;
  const needs: PictureNeed[] = [
    ...(loader ? [{ ...loader, is: 'loader' as const, path: loader.path }] : []),
    ...(found?.libraries ?? []).map(({ name, state, path: at }) => ({ name, is: 'library' as const, state, path: at })),
  ];
  return { path, kind: found?.kind, state: kind === 'absent' ? 'missing' : kind === 'unknown' ? kind : 'there', needs };
}
