import { rootOf } from '../model/stage-chain.ts';
import type { Model, Stage } from '../model/types.ts';
import type { Range } from '../text.ts';
import { isAvailable } from '../model/availability.ts';
import { findFile } from '../model/presence.ts';
import { hasTimezone } from './timezone.ts';
import type { Expectation } from './types.ts';
import { codeList } from '../lists.ts';
import { baseName } from '../model/paths.ts';
import { isShell } from '../model/wrappers.ts';

/** One field of an expectation, looked at in one stage. */
export interface Outcome {
  readonly met: boolean;
  /** Not met: what is missing and what to do. */
  readonly missing: string;
  readonly range: Range | undefined;
}

interface Test<T> {
  /** How the value shows in the criterion's id. */
  readonly id: (value: T) => string;
  /** Names the criterion, the same whether met or not. */
  readonly label: (value: T, where: string) => string;
  readonly test: (value: T, stage: Stage, model: Model, where: string) => Outcome;
}

type Field = Exclude<keyof Expectation, 'in'>;
type Tests = { readonly [K in Field]: Test<NonNullable<Expectation[K]>> };

const join = (values: readonly (string | number)[]): string => values.join(',');
const outcome = (met: boolean, missing: string, range: Range | undefined): Outcome => ({ met, missing, range });
const fromOf = (stage: Stage): Range => stage.from.range;
const processRange = (stage: Stage): Range => stage.process.instruction?.range ?? fromOf(stage);

export const EXPECTATIONS: Tests = {
  installs: {
    id: join,
    label: (names, where) => `${codeList(names.map(readable))} ${be(names)} installed ${where}`,
    test: (names, stage, _, where) => {
      const missing = names.filter((name) => !name.split('|').some((each) => isInstalled(stage, each)));
      const range = stage.packageEvents.find(({ kind }) => kind === 'add')?.invocation.range ?? fromOf(stage);
      const quoted = codeList(missing.map(readable));
      return outcome(
        missing.length === 0,
        `Install ${quoted} ${where}: the program needs ${missing.length === 1 ? 'it' : 'them'} there, and nothing adds ${missing.length === 1 ? 'it' : 'them'} for certain.`,
        range,
      );
    },
  },
  notInstalled: {
    id: join,
    label: (names, where) => `${codeList(names)} ${be(names)} not ${where}`,
    test: (names, stage, _, where) => {
      const present = names.filter((name) => stage.installed.has(name));
      const range = stage.installed.get(present[0] ?? '')?.spec.range ?? fromOf(stage);
      return outcome(
        present.length === 0,
        `Leave ${codeList(present)} out: ${present.length === 1 ? 'it is' : 'they are'} still ${where}, where nothing needs ${present.length === 1 ? 'it' : 'them'} at run time.`,
        range,
      );
    },
  },
  env: {
    id: (values) =>
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}`)
        .join(','),
    label: (values, where) =>
      `${codeList(Object.entries(values).map(([name, value]) => (value === '*' ? name : `${name}=${value}`)))} is set ${where}`,
    test: (values, stage) => {
      const wrong = Object.entries(values).filter(([name, value]) =>
        value === '*' ? !stage.end.env.has(name) : stage.end.env.get(name) !== value,
      );
      const [name = '', value = ''] = wrong[0] ?? [];
      const line = stage.steps.findLast(
        ({ instruction }) => instruction.keyword === 'ENV' && instruction.pairs.some((pair) => pair.name === name),
      );
      return outcome(
        wrong.length === 0,
        `Set \`${value === '*' ? name : `${name}=${value}`}\` with ENV: the program reads it when it starts.`,
        line?.instruction.range ?? fromOf(stage),
      );
    },
  },
  user: {
    id: (user) => user,
    label: (user) => `the container runs as \`${user}\``,
    test: (user, stage) =>
      outcome(
        stage.end.user === user || stage.end.user?.split(':')[0] === user,
        `Switch to \`${user}\` with USER, after everything that needs root.`,
        fromOf(stage),
      ),
  },
  entrypoint: {
    id: join,
    label: (words) => `ENTRYPOINT begins with ${codeList([words.join(' ')])}`,
    test: (words, stage) => {
      const argv = stage.end.entrypoint?.argv;
      return outcome(
        argv !== undefined && startsWith(argv, words),
        `Let ENTRYPOINT begin with \`${JSON.stringify(words)}\`, in exec form.`,
        stage.end.entrypoint?.instruction.range ?? fromOf(stage),
      );
    },
  },
  command: {
    id: join,
    label: (words) => `the container starts ${codeList([words.join(' ')])}`,
    test: (words, stage) =>
      outcome(
        starts(stage, words),
        `Start ${codeList([words.join(' ')])} with CMD or ENTRYPOINT: that is what this image is for.`,
        processRange(stage),
      ),
  },
  copies: {
    id: join,
    label: (paths, where) => `${codeList(paths)} ${be(paths)} ${where}`,
    test: (paths, stage, _, where) => {
      const missing = paths.filter((path) => findFile(stage, path) === undefined);
      return outcome(
        missing.length === 0,
        `Put ${codeList(missing)} ${where}, for example with COPY: nothing does so now.`,
        fromOf(stage),
      );
    },
  },
  stages: {
    id: String,
    label: (least) => `the image is built in ${least} stages or more`,
    test: (least, stage, model) => {
      const used = model.stages.filter(({ reached }) => reached).length;
      return outcome(
        used >= least,
        `Use ${least} stages: the final one needs only ${used === 1 ? 'one stage' : `${used} stages`} now. A stage counts when the final one builds on it or copies from it.`,
        fromOf(stage),
      );
    },
  },
  base: {
    id: (base) => base,
    label: (base) => `the final image stands on \`${base}\``,
    test: (base, stage) =>
      outcome(standsOn(stage, base), `Build on \`${base}\`: this lesson is about that base.`, stage.base.range),
  },
  healthcheck: {
    id: String,
    label: (wanted) => (wanted ? 'there is a HEALTHCHECK' : 'there is no HEALTHCHECK'),
    test: (wanted, stage) => {
      const has = typeof stage.end.healthcheck === 'object';
      return outcome(
        has === wanted,
        wanted ? 'Add a HEALTHCHECK that asks the program itself.' : 'Remove the HEALTHCHECK.',
        fromOf(stage),
      );
    },
  },
  exposes: {
    id: join,
    label: (ports) => `port ${codeList(ports.map(String))} is declared with EXPOSE`,
    test: (ports, stage) => {
      const missing = ports
        .map(String)
        .filter((port) => !stage.end.exposed.includes(port.includes('/') ? port : `${port}/tcp`));
      return outcome(
        missing.length === 0,
        `Declare ${codeList(missing)} with EXPOSE: readers and tools look there for the port.`,
        fromOf(stage),
      );
    },
  },
  workdir: {
    id: (path) => path,
    label: (path) => `the working directory is \`${path}\``,
    test: (path, stage) =>
      outcome(stage.end.workdir === path, `Set the working directory to \`${path}\` with WORKDIR.`, fromOf(stage)),
  },
  runs: {
    id: join,
    label: (words, where) => `a RUN executes ${commandWords(words)} ${where}`,
    test: (words, stage, _, where) =>
      outcome(
        executes(stage, words),
        `Keep a RUN that executes ${commandWords(words)} ${where}, outside any condition: without it the program is not built.`,
        fromOf(stage),
      ),
  },
  init: {
    id: String,
    label: () => 'the process runs under an init that reaps children and forwards signals',
    test: (wanted, stage) =>
      outcome(
        (stage.process.init !== undefined) === wanted,
        'Put an init such as tini in front of the program, in exec form: as PID 1 the program gets no default signal handling and has to reap orphans.',
        processRange(stage),
      ),
  },
  timezone: {
    id: (zone) => zone,
    label: (zone) => `local time is \`${zone}\``,
    test: (zone, stage) =>
      outcome(
        hasTimezone(stage, zone),
        `Give the final image the zone \`${zone}\` and its data: a name in TZ without its file below /usr/share/zoneinfo means UTC, without any message.`,
        envRange(stage, 'TZ'),
      ),
  },
  file: {
    id: ({ path }) => path,
    label: ({ path, contains }) => `${codeList([path])} lists ${codeList(contains)}`,
    test: ({ path, contains }, _, model) => {
      const lines =
        model.context
          ?.read(path)
          ?.split(/\r?\n/)
          .map((line) => line.trim().replace(/\/$/, '')) ?? [];
      const missing = contains.filter((each) => !lines.includes(each.replace(/\/$/, '')));
      return outcome(missing.length === 0, `Add ${codeList(missing)} to ${codeList([path])}.`, undefined);
    },
  },
};

function readable(name: string): string {
  return name.replaceAll('|', ' or ');
}

function isInstalled(stage: Stage, name: string): boolean {
  return stage.installed.get(name)?.event.invocation.certain === true || stage.baseProvides.has(name);
}

function envRange(stage: Stage, name: string): Range {
  const step = stage.steps.findLast(
    ({ instruction }) => instruction.keyword === 'ENV' && instruction.pairs.some((pair) => pair.name === name),
  );
  return step?.instruction.range ?? fromOf(stage);
}

function sameProgram(actual: string | undefined, wanted: string): boolean {
  return (
    actual !== undefined &&
    (actual === wanted ||
      (!wanted.includes('/') && baseName(actual) === wanted) ||
      (!actual.includes('/') && baseName(wanted) === actual))
  );
}

function startsWith(words: readonly (string | undefined)[], wanted: readonly string[]): boolean {
  return wanted.every((word, i) => (i === 0 ? sameProgram(words[0], word) : words[i] === word));
}

/** The program itself, or a script that an interpreter or an entrypoint script is given. */
function starts(stage: Stage, wanted: readonly string[]): boolean {
  const { program } = stage.process;
  if (startsWith(program, wanted)) return true;
  const first = program[0];
  return (isShell(first) || /\.sh$|entrypoint/.test(first ?? '')) && startsWith(program.slice(1), wanted);
}

function standsOn(stage: Stage, wanted: string): boolean {
  const { base } = rootOf(stage);
  const [name = '', tag] = wanted.split(':');
  if (name === 'scratch') return base.kind === 'scratch';
  return base.name === name && (tag === undefined || base.tag === tag || (base.tag?.startsWith(`${tag}.`) ?? false));
}

/** "`gcc app.c`", "`gcc` or `musl-gcc` with `app.c`" */
function commandWords(words: readonly string[]): string {
  if (words.every((word) => !word.includes('|'))) return `\`${words.join(' ')}\``;
  const [program = '', ...rest] = words.map((word) => codeList(word.split('|'), 'or'));
  return rest.length === 0 ? program : `${program} with ${rest.join(' and ')}`;
}

function executes(stage: Stage, wanted: readonly string[]): boolean {
  const [programs = '', ...rest] = wanted;
  const choices = rest.map((word) => word.split('|'));
  return stage.steps
    .filter(({ instruction }) => instruction.keyword === 'RUN')
    .flatMap(({ invocations }) => invocations)
    .some((invocation) => {
      if (
        !invocation.certain ||
        !isAvailable(invocation) ||
        !programs.split('|').some((each) => sameProgram(invocation.program, each))
      )
        return false;
      let at = 0;
      for (const { value } of invocation.args) if (value !== undefined && choices[at]?.includes(value) === true) at++;
      return at >= choices.length;
    });
}

/** "is" or "are". */
function be(values: readonly unknown[]): string {
  return values.length === 1 ? 'is' : 'are';
}
