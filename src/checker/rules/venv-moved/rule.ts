import { isPlainWord } from '../../fixes/edits.ts';
import { commandsLike } from '../../model/commands.ts';
import { addTo } from '../../lists.ts';
import { baseName, isWithin, resolvePath } from '../../model/paths.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { FileEvent, Invocation, Stage } from '../../model/types.ts';
import { accountAt, isRoot } from '../../facts/account.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'venv-moved',
  title: 'Copy a virtual environment to the same path and the same Python',
  category: 'stages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['--from'],
  *check({ model, text }) {
    const environments = new Map(model.stages.map((stage) => [stage, environmentsOf(stage)]));
    for (const stage of model.stages) {
      if (!stage.reached) continue;
      const seen = new Set<unknown>();
      for (const event of stage.fileEvents) {
        const { fromStage, source } = event;
        if (event.kind !== 'copy' || fromStage === undefined || source === undefined || seen.has(event.range)) continue;
        const found =
          [...environmentsIn(fromStage, environments, resolvePath(source, '/')?.replace(/(.)\/$/, '$1') ?? '')]
            .map((venv) => judge(event, venv, stage, text))
            .find((finding) => finding !== undefined) ?? fromHome(event, fromStage, stage);
        if (found === undefined) continue;
        seen.add(event.range);
        yield found;
      }
    }
  },
});

interface Environment {
  readonly path: string;
  readonly invocation: Invocation;
}

/** Environments by each folder that they lie in, and by their own path. */
type Environments = ReadonlyMap<string, readonly Environment[]>;

/** `python -m venv PATH`, `virtualenv PATH`, `uv venv [PATH]` of a stage. */
function environmentsOf(stage: Stage): Environments {
  const found = new Map<string, Environment[]>();
  for (const invocation of commandsLike(stage, /^(python[\d.]*|uv|virtualenv)$/)) {
    const place = placeOf(invocation);
    const path = place === undefined ? undefined : resolvePath(place, invocation.cwd)?.replace(/(.)\/$/, '$1');
    if (path === undefined) continue;
    for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('/')) || '/') {
      addTo(found, folder, { path, invocation });
      if (folder === '/') break;
    }
  }
  return found;
}

/** A chain of stages longer than this is not written by hand. */
const MAX_LAYERS = 30;

/** Those that a copy of a path brings along. */
function* environmentsIn(stage: Stage, all: ReadonlyMap<Stage, Environments>, source: string): Iterable<Environment> {
  let layer: Stage | undefined = stage;
  for (let i = 0; i < MAX_LAYERS && layer !== undefined; i++, layer = layer.base.stage)
    yield* all.get(layer)?.get(source) ?? [];
}

function placeOf({ name = '', args }: Invocation): string | undefined {
  const words = args.map(({ value }) => value);
  if (words.includes(undefined) || words.some((word) => /^--(relocatable|copies|always-copy)$/.test(word ?? '')))
    return undefined;
  let rest = words as string[];
  let fallback: string | undefined;
  if (/^python[\d.]*$/.test(name) && rest[0] === '-m' && (rest[1] === 'venv' || rest[1] === 'virtualenv'))
    rest = rest.slice(2);
  else if (name === 'uv' && rest[0] === 'venv') [rest, fallback] = [rest.slice(1), '.venv'];
  else if (name !== 'virtualenv') return undefined;
  return (
    rest.find((word, i) => !word.startsWith('-') && !/^(-p|--python|--prompt)$/.test(rest[i - 1] ?? '')) ?? fallback
  );
}

function judge(event: FileEvent, { path, invocation }: Environment, stage: Stage, text: string): Finding | undefined {
  const source = resolvePath(event.source ?? '', '/')?.replace(/(.)\/$/, '$1');
  if (source === undefined || !isWithin(path, source) || event.path === undefined) return undefined;
  const rest = source === '/' ? path : path.slice(source.length);
  // Docker copies what is in a folder, not the folder itself.
  const to = resolvePath(
    (event.step.copy?.destination?.value ?? '') + (rest === '' ? '' : `/${rest}`),
    event.step.before.workdir,
  )?.replace(/(.)\/$/, '$1');
  if (to === undefined) return undefined;
  const related = [{ range: invocation.range, message: 'The environment is made here.' }];
  if (to !== path) {
    // `sed -i s,/venv,/opt/venv, …`, `ln -s /opt/venv /venv`.
    if (isNamedLater(stage, event, path)) return undefined;
    const use = useOf(stage, to);
    return {
      range: event.step.instruction.range,
      ...(use === 'script' ? {} : { severity: use === 'python' ? ('info' as const) : ('warning' as const) }),
      message: `Copy the environment to \`${path}\`, where it was made: its programs (\`pip\`, \`gunicorn\`, …) begin with \`#!${path}/bin/python\`, which is not there when it lies in \`${to}\`.`,
      related,
      fix: rest === '' ? makeFix(event, path, to, stage, text) : undefined,
    };
  }
  // Another Python may have been copied in or installed, or linked to where it was.
  if (
    stage.fileEvents.some((other) => other.kind === 'link' && /\/python[\d.]*$/.test(other.path ?? '')) ||
    stage.base.stage !== undefined ||
    stage.fileEvents.some(
      (other) => other.kind === 'copy' && /^\/usr(\/local)?\/?($|bin|lib)/.test(other.path ?? '/usr'),
    )
  )
    return undefined;
  const [made, used] = [
    pythonOf(rootOf(invocation.step.stage), (invocation.name ?? '').startsWith('python')),
    pythonOf(stage, stage.installed.has('python3')),
  ];
  if (
    made === undefined ||
    used === undefined ||
    (made.path === used.path && (made.minor === undefined || used.minor === undefined || made.minor === used.minor))
  )
    return undefined;
  const differ =
    made.path === used.path
      ? `Python ${made.minor ?? ''} there and ${used.minor ?? ''} here, and the packages lie in a folder with the number in its name`
      : `\`${made.path}\` there and \`${used.path}\` here, and \`bin/python\` of the environment is a link to the former`;
  return {
    range: event.step.instruction.range,
    message: `Use the same Python in both stages: the environment was made with ${differ}.`,
    related,
  };
}

/** Where an image has its Python, and which: `python:3.14-alpine` has 3.14 in /usr/local, Alpine's package is in /usr. */
function pythonOf(
  { base }: Stage,
  hasPackage: boolean,
): { readonly path: string; readonly minor: string | undefined } | undefined {
  if (base.name === 'python') return { path: '/usr/local/bin/python', minor: /^(\d+\.\d+)/.exec(base.tag ?? '')?.[1] };
  return base.name === 'alpine' && hasPackage ? { path: '/usr/bin/python3', minor: undefined } : undefined;
}

/** The environment's own Python finds its packages wherever it lies, and so does one that is told; only the scripts have the path in them. */
function useOf({ process, steps }: Stage, to: string): 'python' | 'script' | undefined {
  const [program = ''] = process.program;
  const isHere = isWithin(program, to);
  if (/^python[\d.]*$/.test(baseName(program))) {
    const isTold = steps.some(
      ({ instruction: { keyword, pairs } }) =>
        keyword === 'ENV' &&
        pairs.some(({ name, value }) => /^(PYTHON)?PATH$/.test(name) && value?.raw.includes(to) === true),
    );
    return isHere || isTold ? 'python' : undefined;
  }
  const isOther = program === '' || /\.\w+$|^((ba|a)?sh|node|java|uv)$|entrypoint/.test(baseName(program));
  return isHere || (!program.includes('/') && !isOther) ? 'script' : undefined;
}

/** A command behind the copy speaks of the place where it was made. */
function isNamedLater({ steps }: Stage, { order }: FileEvent, path: string): boolean {
  return steps.some(
    ({ instruction, invocations }) =>
      instruction.keyword === 'RUN' &&
      invocations.some((each) => each.order > order && each.args.some(({ raw }) => raw.includes(path))),
  );
}

/** Characters of a stage in which a fix is offered. */
const MAX_STAGE = 100_000;

/** Where the new path stands nowhere else in the stage. */
function makeFix(event: FileEvent, path: string, to: string, stage: Stage, text: string): ProposedFix | undefined {
  const destination = event.step.copy?.destination;
  if (destination === undefined || event.step.copy?.sources.length !== 1 || !isPlainWord(path)) return undefined;
  const { range, raw } = destination;
  if (sliceOf(text, range) !== raw) return undefined;
  const end = stage.steps.at(-1)?.instruction.range.end ?? range.end;
  // Looking through the stage once more for each copy is fine for what people write by hand.
  if (end - stage.from.range.start > MAX_STAGE) return undefined;
  const behind = text.slice(range.end, end);
  if (behind.includes(to) || text.slice(stage.from.range.start, event.step.instruction.range.start).includes(to))
    return undefined;
  return { title: `Copy to ${path}`, edits: [{ range, text: path }] };
}

/** `pip install --user` as root writes to /root, which only root may enter (0700 in Alpine and Debian). */
function fromHome(event: FileEvent, from: Stage, stage: Stage): Finding | undefined {
  const { path, source, step } = event;
  if (path === undefined || !isWithin(path, '/root') || !isWithin(source ?? '', '/root/.local')) return undefined;
  const account = accountAt(stage);
  if (account.name === undefined || isRoot(account.name)) return undefined;
  const install = from.steps
    .flatMap(({ invocations }) => invocations)
    .find(
      ({ name, args }) => /^(pip[\d.]*|python[\d.]*)$/.test(name ?? '') && args.some(({ value }) => value === '--user'),
    );
  if (install === undefined || isNamedLater(stage, event, '/root')) return undefined;
  return {
    range: step.instruction.range,
    message: `Install into a virtual environment such as \`/opt/venv\` and copy that: \`/root\` is closed to everybody but root, so \`${account.name}\` cannot load what \`pip install --user\` put there.`,
    related: [{ range: install.range, message: 'Installed into /root/.local here.' }],
  };
}
