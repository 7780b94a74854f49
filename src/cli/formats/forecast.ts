import { type Because, type Forecast, type ForecastStage, type ForecastStep, lineStarts } from '../../checker/index.ts';
import { type Output, lines } from '../escape/output.ts';
import { type Shown, joinShown, show, visible } from '../escape/shown.ts';
import type { Paint } from '../paint.ts';
import { jsonRange } from './json.ts';

/** A forecast for people, in the words and the order of a build's output. */
export function* forecastText(text: string, result: Forecast, paint: Paint): Iterable<Output> {
  const { stages } = result;
  let number = 0;
  for (const [index, stage] of stages.entries()) {
    if (!stage.reached) continue;
    const steps = result.steps.filter((step) => step.stage === index && isStep(step));
    const label = stages.length === 1 ? '' : `${stage.name ?? `stage-${index}`} `;
    const all = steps.length;
    for (const [at, step] of steps.entries()) {
      number++;
      yield lines(joinShown(stepLines(text, step, `[${label}${at + 1}/${all}]`, number, paint), '\n'));
    }
  }
  if (result.outcome === 'fails' && result.steps.every(({ outcome }) => outcome !== 'fails')) {
    yield lines(show`${paint.red(show`ERROR`)}: ${reason(result.because)}`);
  }
  for (const [index, stage] of stages.entries()) {
    if (stage.reached) yield lines(stageLines(result, stage, index, paint));
  }
  yield lines(
    joinShown([...startLines(result, paint), dataLine(result, paint), show``, verdict(text, result, paint)], '\n'),
  );
}

/** FROM and what changes the file system; the rest is settings. */
function isStep({ keyword }: ForecastStep): boolean {
  return ['FROM', 'RUN', 'COPY', 'ADD', 'WORKDIR'].includes(keyword);
}

function stepLines(text: string, step: ForecastStep, place: string, number: number, paint: Paint): Shown[] {
  const source = text
    .slice(step.range.start, step.range.end)
    .split('\n')
    .map((line) => line.trim().replace(/\\$/, '').trimEnd())
    .join(' ');
  const words = visible(source.length > 100 ? `${source.slice(0, 99)}…` : source);
  const head = paint.bold(show`#${number} ${visible(place)} ${words}`);
  const given = step.given.map((each) => show`#${number} ${paint.yellow(show`given`)}: ${visible(each)}`);
  const why = (step.because?.prints ?? '').split('\n').map((line) => show`#${number} ${visible(line)}`);
  switch (step.outcome) {
    case 'ok':
      return [head, ...given, show`#${number} ${paint.green(show`DONE`)}`];
    case 'fails': {
      const exit = step.exit === undefined ? show`` : show`, exit code: ${step.exit}`;
      return [head, ...given, ...why, show`#${number} ${paint.red(show`ERROR`)} line ${line(step)}${exit}`];
    }
    case 'unknown':
      return [
        head,
        ...given,
        show`#${number} ${paint.yellow(show`UNKNOWN`)} line ${line(step)}: ${reason(step.because)}`,
      ];
    case 'not-run':
      return [paint.dim(head), paint.dim(show`#${number} NOT RUN`)];
  }
}

function line({ line: own, because }: ForecastStep): number {
  return because?.line ?? own;
}

function reason(because: Because | undefined): Shown {
  return visible(because?.prints ?? 'it is not known why');
}

/** Whether a step of a stage, or of one that it stands on, may have asked for packages: how it ends is not known. */
function asksMore({ stages, steps }: Forecast, index: number): boolean {
  const open = new Set(
    steps.filter(({ keyword, outcome }) => keyword === 'RUN' && outcome === 'unknown').map(({ stage }) => stage),
  );
  for (let at = index; at >= 0;) {
    if (open.has(at)) return true;
    const base = stages[at]?.base?.toLowerCase();
    at = stages.findLastIndex(({ name }, i) => i < at && name !== undefined && name === base);
  }
  return false;
}

function stageLines(result: Forecast, stage: ForecastStage, index: number, paint: Paint): Shown {
  const isOpen = asksMore(result, index);
  const name = visible(stage.name ?? String(index));
  const base = visible(stage.base ?? 'a base that is not known');
  // The table's versions are those of its branch alone.
  const isJudged = fits(result, stage);
  const all = [...stage.packages()];
  const packages = all
    .filter(([, { askedBy }]) => askedBy !== undefined)
    .map(([key, { version }]) => visible(version === undefined || !isJudged ? key : `${key}-${version}`));
  const others = all.length - packages.length;
  const more = stage.world === undefined ? show`, and perhaps more` : show``;
  const none = isOpen ? show`it is not known which are asked for` : show`none asked for`;
  const asked = packages.length === 0 ? none : joinShown([...packages, ...(isOpen ? [show`perhaps more`] : [])], ', ');
  return show`
${paint.bold(show`Stage ${name}`)}, from ${base}
  packages: ${asked}; ${others} others${more}`;
}

const STOPS = {
  term: show`it ends when it is asked to`,
  kill: show`Docker has to kill it after the grace period`,
  unknown: show`how it takes the stop signal is not known`,
} as const;

function startLines({ outcome, start }: Forecast, paint: Paint): Shown[] {
  if (outcome === 'fails') return [];
  const given = start.given.map((each) => show`  ${paint.yellow(show`given`)}: ${visible(each)}`);
  const argv = start.argv === undefined ? show`not known` : visible(JSON.stringify(start.argv));
  const user = start.user === undefined ? show`not known` : visible(start.user === '' ? 'root' : start.user);
  const exit = start.exit === undefined ? show`` : show`, exit code: ${start.exit}`;
  const end = endOf(start);
  const state = {
    starts: end === undefined ? paint.green(show`starts`) : paint.red(show`starts, and ends at once: ${visible(end)}`),
    fails: show`${paint.red(show`fails`)}: ${reason(start.because)}${exit}`,
    unknown: show`${paint.yellow(show`unknown`)}: ${reason(start.because)}`,
  }[start.outcome];
  return [
    show``,
    show`${paint.bold(show`Start`)}: ${state}`,
    show`  command: ${argv}`,
    show`  PID 1: ${visible(start.pid1 ?? 'not known')}${mayBecome(start)}, user: ${user}`,
    ...(start.outcome === 'fails' || end !== undefined ? [] : [show`  stop: ${STOPS[start.stops]}`]),
    ...given,
  ];
}

/** A script whose text is not known mostly ends by becoming the program that it starts. */
function mayBecome({ pid1, stops }: Forecast['start']): Shown {
  const isScript = stops === 'unknown' && /\.(?:ba)?sh$|entrypoint/.test(pid1 ?? '');
  return isScript ? show` (or what it becomes)` : show``;
}

/** Why the program ends as soon as it is started, where that is certain. */
function endOf({ absent, ends }: Forecast['start']): string | undefined {
  return absent === undefined ? ends?.split('\n', 1)[0] : `${absent} is not there`;
}

function fits({ data }: Forecast, { branch }: ForecastStage): boolean {
  return `v${branch ?? ''}` === data.branch || (branch !== undefined && branch === data.branch);
}

function dataLine(result: Forecast, paint: Paint): Shown {
  const { data, stages } = result;
  const extent = data.complete ? 'all packages' : 'a part of the packages';
  const table = `${extent} of Alpine ${data.branch ?? '(none)'}, ${data.architecture}, ${data.date}`;
  const isJudged = stages.some((stage) => stage.reached && fits(result, stage));
  return paint.dim(visible(isJudged ? `Judged by ${table}.` : `No package is judged: the table is ${table}.`));
}

/** Arguments without a default that the instruction which fails asks for: the build wants to be given them. */
function openArguments(text: string, { because }: Forecast): string[] {
  if (because === undefined) return [];
  const words = text.slice(because.range.start, because.range.end);
  const names = new Set([...words.matchAll(/\$\{?([A-Za-z_]\w{0,99})/g)].map(([, name = '']) => name));
  const declared = new Set([...text.matchAll(/^[ \t]{0,20}ARG[ \t]+(\w{1,99})[ \t]*\r?$/gim)].map(([, name]) => name));
  return [...names].filter((name) => declared.has(name));
}

function verdict(text: string, result: Forecast, paint: Paint): Shown {
  const { outcome, start, steps } = result;
  if (outcome === 'fails') {
    const [first, ...more] = openArguments(text, result);
    if (first === undefined) return paint.red(show`It would not build.`);
    const options = [first, ...more].map((name) => show`--build-arg ${visible(name)}=…`);
    return paint.red(show`It would not build without ${joinShown(options, ' ')}.`);
  }
  if (outcome === 'unknown') return paint.yellow(show`It is not known whether it builds.`);
  const assumed = steps.some((step) => step.outcome !== 'not-run' && step.given.length > 0) || start.given.length > 0;
  const rest = assumed ? show`, if what is given holds.` : show`.`;
  if (start.outcome === 'fails') return paint.red(show`It would build${rest} It would not start.`);
  if (start.outcome === 'unknown') return paint.yellow(show`It would build${rest} It is not known whether it starts.`);
  if (endOf(start) !== undefined)
    return paint.red(show`It would build and start${rest} Its program would end at once.`);
  return assumed ? paint.yellow(show`It would build and start${rest}`) : paint.green(show`It would build and start.`);
}

/** So many paths of a stage are listed. */
const MOST_FILES = 1_000;

/** A contract: fields are added, never changed. Maps are objects; what is not known is null or left out as in the type. */
export function jsonForecast(text: string, result: Forecast) {
  const starts = lineStarts(text);
  const why = (because: Because | undefined) =>
    because && { line: because.line, range: jsonRange(starts, because.range), prints: because.prints };
  const withWhy = <T extends { readonly because?: Because }>({ because, ...rest }: T) => ({
    ...rest,
    because: why(because),
  });
  return {
    version: 1,
    outcome: result.outcome,
    because: why(result.because),
    steps: result.steps.map((step) => ({ ...withWhy(step), range: jsonRange(starts, step.range) })),
    stages: result.stages.map((stage) => ({
      ...stage,
      files: filesOf(stage),
      packages: Object.fromEntries(stage.packages()),
      users: usersOf(stage),
      env: Object.fromEntries([...stage.env].map(([name, value]) => [name, value ?? null])),
    })),
    target: result.target ?? null,
    start: withWhy(result.start),
    job: withWhy(result.job),
    data: result.data,
  };
}

function usersOf({ users }: ForecastStage) {
  const known = users();
  return known && Object.fromEntries(known);
}

/** The paths that the base does not bring, as far as they are known: kind, mode, owner, origin. */
function filesOf({ files, reached }: ForecastStage) {
  const found: { path: string; kind: string; mode?: string; owner?: string; origin?: string }[] = [];
  const waiting = reached ? ['/'] : [];
  let complete = true;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const name of files.list(folder).names) {
      const path = folder === '/' ? `/${name}` : `${folder}/${name}`;
      const { kind, mode, uid, gid, origin } = files.stat(path, 'keep');
      if (kind === 'dir') waiting.push(path);
      if (origin === 'base' || kind === 'absent') continue;
      if (found.length === MOST_FILES) {
        complete = false;
        break;
      }
      found.push({
        path,
        kind,
        ...(mode !== undefined && { mode: mode.toString(8).padStart(4, '0') }),
        ...(uid !== undefined && gid !== undefined && { owner: `${uid}:${gid}` }),
        ...(origin !== undefined && { origin }),
      });
    }
    if (!complete) break;
  }
  return { known: found, complete };
}
