import type { Job } from '../forecast/job.ts';
import type { Because, Forecast } from '../forecast/types.ts';
import { type Found, MET, notYet, unknown, unmet } from './finding.ts';

/** Whether the file builds. */
export function buildFound(forecast: Forecast): Found {
  const { outcome, because, steps } = forecast;
  if (outcome === 'fails') {
    const exit = steps.find((step) => step.outcome === 'fails')?.exit;
    return unmet(`The build stops at ${placeOf(because)}: ${printed(because, exit)}`, because?.range);
  }
  if (outcome === 'unknown') return open(because, because === undefined ? '.' : `: ${sentence(because.prints)}`);
  const step = steps.find((each) => each.outcome !== 'not-run' && each.given.length > 0);
  return step === undefined ? MET : open(step, `. It does if ${step.given[0] ?? ''}.`);
}

/** Whether the container comes up. */
export function startFound({ outcome, start }: Forecast): Found {
  if (outcome === 'fails') return notYet('The build stops before there is anything to start.');
  const { because } = start;
  if (start.outcome === 'fails') {
    return unmet(`The container does not start: ${printed(because, start.exit)}`, because?.range);
  }
  if (start.outcome === 'unknown')
    return unknown(`We could not tell whether it starts: ${because?.prints ?? 'not all is known'}.`, because?.range);
  const [given] = start.given;
  return given === undefined
    ? MET
    : unknown(`We could not tell whether it starts. It does if ${given}.`, because?.range);
}

/** Whether what the lesson's image is for gets done. */
export function jobFound({ outcome, start, job, sent }: Forecast, asked: Job | undefined): Found {
  if (outcome === 'fails') return notYet('The build stops before there is anything to start.');
  if (start.outcome === 'fails') return notYet('The container does not start yet.');
  const { because } = job;
  const prints = because?.prints ?? 'not all is known';
  if (job.outcome === 'fails') return unmet(`It starts, and does not do its job: ${sentence(prints)}`, because?.range);
  // Whatever a program does that nobody knows: what no line takes of the context is not in the image.
  const file = asked !== undefined && 'file' in asked.runs ? asked.runs.file : undefined;
  if (file !== undefined && sent !== undefined && sent.by(file) === undefined)
    return unmet(`It does not do its job: no line copies \`${file}\`.`, because?.range);
  if (job.outcome === 'unknown')
    return unknown(`We could not tell whether it does its job: ${sentence(prints)}`, because?.range);
  const [given] = job.given;
  return given === undefined
    ? MET
    : unknown(`We could not tell whether it does its job. It does if ${given}.`, because?.range);
}

/** @param why behind "works", with its punctuation */
function open(at: { readonly line: number; readonly range: Because['range'] } | undefined, why: string): Found {
  return unknown(`We could not tell whether ${placeOf(at)} works${why}`, at?.range);
}

function placeOf(at: { readonly line: number } | undefined): string {
  return at === undefined ? 'the file' : `line ${at.line}`;
}

/** What the real tool prints, its first line and those that it leads to with a colon (as apk's do), and the exit code. */
function printed(because: Because | undefined, exit: number | undefined): string {
  const lines = (because?.prints ?? '').split('\n').map((each) => each.trim());
  const end = lines.findIndex((each) => !each.endsWith(':'));
  const line = lines.slice(0, end < 0 ? undefined : end + 1).join(' ');
  const code = exit === undefined ? '' : ` (exit code ${exit})`;
  return `\`${line.replaceAll('`', "'")}\`${code}.`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
