import {
  contextOf,
  type ContextFiles,
  type Forecast,
  type ForecastStep,
  type Goal,
  type GradeResult,
  type Instruction,
  lineStarts,
  type Model,
  positionAt,
} from '../../checker/index.ts';
import { cacheOf } from './cache.ts';
import { hiddenOf } from './hidden.ts';
import type { Picture, PictureBytes, PictureStage, PictureStep, Stop } from './picture.ts';
import { type RecordedLayers, stepKeys } from './recorded-layers.ts';
import type { LinesOf } from './lines-of.ts';
import { startPicture } from './start-picture.ts';
import { timePicture } from './time-picture.ts';

/** So many steps are drawn; of a longer file nobody looks at a picture. */
const mostSteps = 200;

interface Pictured {
  readonly text: string;
  /** The other files of the build context. */
  readonly files: ContextFiles;
  /** The grade of that text, with the forecast and the model that it comes from. */
  readonly grade: Pick<GradeResult, 'forecast' | 'checked'>;
  readonly recorded?: RecordedLayers | undefined;
  /** The goals of the lesson: a program that one of them is about is shown with what it loads. */
  readonly goals?: readonly Goal[] | undefined;
}

/** Draws up the picture of what a graded text would make. */
export function pictureOf({ text, files, grade, recorded, goals = [] }: Pictured): Picture {
  const { forecast } = grade;
  const { model } = grade.checked;
  const starts = lineStarts(text);
  const linesOf: LinesOf = ({ start, end }) => [
    positionAt(starts, start).line,
    positionAt(starts, Math.max(start, end - 1)).line,
  ];
  const { instructions } = model.file;
  const keys = recorded === undefined ? [] : stepKeys(instructions, files);
  const bytes = new Map(instructions.map(({ range }, i) => [range.start, recorded?.bytes.get(keys[i] ?? '')]));
  const facts = stepFacts(model);
  const isOnlyDrawn = forecast.steps.filter(({ stage }) => stage >= 0);
  const drawn = isOnlyDrawn.slice(0, mostSteps);
  const hidden = hiddenOf(drawn, (step) => bytesOf(step, bytes.get(step.range.start)));
  const stages = forecast.stages.map((stage, index): PictureStage => {
    let user = firstUser(forecast, index);
    const steps = drawn.flatMap((step, at): PictureStep[] => {
      if (step.stage !== index) return [];
      const known = facts.get(step.range.start);
      if (step.keyword === 'USER') user = known?.value;
      const picture: PictureStep = {
        lines: linesOf(step.range),
        keyword: step.keyword,
        text: shortText(known?.instruction, text, step),
        outcome: step.outcome,
        stop: stopOf(step),
        holds: holdsOf(step),
        bytes: bytesOf(step, bytes.get(step.range.start)),
        hidden: hidden.get(at)?.hidden,
        hides: hidden.get(at)?.hides ?? [],
        packages: packagesOf(step, known),
        copies: known?.copies,
        user,
      };
      return [picture];
    });
    const role = index === forecast.target ? 'target' : stage.reached ? 'needed' : 'unused';
    return { name: stage.name, base: stage.base, role, steps };
  });
  const isRecorded = stages.some(({ steps }) => steps.some((step) => step.bytes.kind === 'recorded'));
  const fatal = forecast.outcome === 'fails' ? forecast.because : undefined;
  const failing = forecast.steps.find(({ outcome }) => outcome === 'fails');
  return {
    stages,
    target: forecast.target,
    layers: layersOf(model, forecast, stages),
    stops: fatal && { line: fatal.line, prints: fatal.prints, exit: failing?.exit },
    more: isOnlyDrawn.length - drawn.length,
    start: startPicture(
      forecast,
      linesOf,
      goals.flatMap(({ holds }) => holds.loads ?? []),
    ),
    time: timePicture(forecast, model, linesOf),
    cache: cacheOf(model, contextOf(files), drawn),
    recordedOn: isRecorded ? (recorded?.on ?? []) : [],
  };
}

/** What the model knows of an instruction. */
interface StepFacts {
  readonly instruction: Instruction;
  readonly copies: PictureStep['copies'];
  /** Packages that it names. */
  readonly asked: readonly string[];
  /** It deletes packages. */
  readonly deletes: boolean;
  /** Its first word, expanded. */
  readonly value: string | undefined;
}

/** By the place where the instruction begins. */
function stepFacts(model: Model): ReadonlyMap<number, StepFacts> {
  const found = new Map<number, StepFacts>();
  for (const stage of model.stages) {
    const asked = new Map<object, string[]>();
    const deletes = new Set<object>();
    for (const { kind, packages, step } of stage.packageEvents) {
      if (kind === 'del') deletes.add(step);
      if (kind !== 'add') continue;
      asked.set(step, [
        ...(asked.get(step) ?? []),
        ...packages.flatMap(({ name }) => (name === undefined ? [] : [name])),
      ]);
    }
    for (const step of [{ instruction: stage.from, copy: undefined }, ...stage.steps]) {
      const { instruction, copy } = step;
      const copies = copy && {
        stage: copy.fromStage?.index,
        from: copy.from === undefined ? undefined : (copy.from.value ?? ''),
        sources: copy.sources.map(({ value, raw }) => value ?? raw),
      };
      const [word] = instruction.args;
      const isPlain = word?.parts.every(({ kind }) => kind === 'literal') === true;
      found.set(instruction.range.start, {
        instruction,
        copies,
        asked: asked.get(step) ?? [],
        deletes: deletes.has(step),
        value: isPlain ? word.raw : undefined,
      });
    }
  }
  return found;
}

/** Whom a stage begins with: root, as the images of the distributions have it, or whoever the stage below ends with. */
function firstUser({ stages }: Forecast, index: number): string | undefined {
  const { base, distro } = stages[index] ?? {};
  const below = stages.slice(0, index).findLast(({ name }) => name !== undefined && name === base?.toLowerCase());
  if (below !== undefined) return below.user === '' ? 'root' : below.user;
  return distro === 'unknown' || base === undefined || /[/@]/.test(base) ? undefined : 'root';
}

function shortText(instruction: Instruction | undefined, text: string, { range, keyword }: ForecastStep): string {
  const flags = instruction?.flags.map((flag) => text.slice(flag.range.start, flag.range.end)) ?? [];
  const body = instruction?.body.text ?? text.slice(range.start + keyword.length, range.end);
  const line = [...flags, body.replace(/\s+/g, ' ').trim()].join(' ');
  return line.length > 160 ? `${line.slice(0, 160)}…` : line;
}

function stopOf({ because, exit, outcome }: ForecastStep): Stop | undefined {
  if (because === undefined || outcome !== 'fails') return undefined;
  return { line: because.line, prints: because.prints, exit };
}

function holdsOf({ keyword, packages, outcome }: ForecastStep): PictureStep['holds'] {
  if (keyword === 'FROM') return 'base';
  if (keyword === 'COPY' || keyword === 'ADD') return 'files';
  if (keyword === 'RUN') return outcome !== 'fails' && (packages?.adds.length ?? 0) > 0 ? 'packages' : 'other';
  return keyword === 'WORKDIR' ? 'other' : 'settings';
}

/**
 * What a layer weighs: as recorded, as the files of the context are long, or as the index says. Packages may come with
 * other things, and then they are the least that it weighs.
 */
function bytesOf(step: ForecastStep, recorded: number | undefined): PictureBytes {
  const { bytes, keyword, outcome, adds } = step;
  if (recorded !== undefined && outcome !== 'fails' && outcome !== 'not-run')
    return { value: recorded, kind: 'recorded' };
  const holds = holdsOf(step);
  if (holds === 'settings') return { value: 0, kind: 'file' };
  if (holds === 'base' || keyword === 'WORKDIR' || bytes.value === undefined || outcome === 'not-run')
    return { value: undefined, kind: 'unknown' };
  if (bytes.kind !== 'index') return { value: bytes.value, kind: 'file' };
  const isMore = step.outcome !== 'ok' || adds.some(isBeside);
  return { value: bytes.value, kind: 'index', ...(isMore && { atLeast: true as const }) };
}

/** Packages bring nothing there, or it is apk's index. */
function isBeside(path: string): boolean {
  return (
    !path.endsWith('/') &&
    (!/^\/(?:bin|sbin|lib|usr|etc|var|run)\//.test(path) || /^\/(?:usr\/local|var\/cache\/apk)\//.test(path))
  );
}

function packagesOf({ packages }: ForecastStep, facts: StepFacts | undefined): PictureStep['packages'] {
  const isReal = (name: string): boolean => !name.startsWith('.');
  const added = packages?.adds.map(({ name }) => name).filter(isReal) ?? [];
  const removed = packages?.removes.map(({ name }) => name).filter(isReal) ?? [];
  const named = new Set(facts?.asked);
  const passing =
    packages === undefined || facts?.deletes !== true
      ? []
      : [...named].filter((name) => isReal(name) && !added.includes(name));
  if (added.length + removed.length + passing.length === 0) return undefined;
  return {
    asked: added.filter((name) => named.has(name)),
    brought: added.filter((name) => !named.has(name)),
    removed,
    passing,
  };
}

/** The layers of the image: those of the stages that the target stands on, and its own. */
function layersOf(model: Model, { target }: Forecast, stages: readonly PictureStage[]): Picture['layers'] {
  if (target === undefined) return [];
  const chain = [target];
  for (let at = model.stages[target]?.base.stage; at !== undefined && chain.length < 50; at = at.base.stage)
    chain.unshift(at.index);
  return chain.flatMap((stage, place) =>
    (stages[stage]?.steps ?? []).map((_, step) => ({ stage, step })).slice(place === 0 ? 0 : 1),
  );
}
