import { once } from '../../model/memo.ts';
import { chainOf } from '../../model/stage-chain.ts';
import type { Argument, Invocation, Stage, Step } from '../../model/types.ts';
import { resolvePath } from '../../model/paths.ts';
import { expandWord } from '../../syntax/expand.ts';
import { isWithinRange } from '../../text.ts';
import { isDevelopmentFile } from '../../facts/target-names.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { isForBrowsers, isHarmlessValue, isSecretFile, isSecretName, secretShape } from './names.ts';

export const rule = defineRule({
  id: 'secret-in-image',
  title: 'Hand secrets to the build as mounts',
  category: 'safety',
  severity: 'error',
  fix: 'none',
  buildkit: ['SecretsUsedInArgOrEnv'],
  tally: ['secrets-in-code'],
  *check({ stagesWithOnbuild, path }) {
    const isDevelopment = isDevelopmentFile(path);
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached) continue;
      for (const step of stage.steps) {
        const { keyword } = step.instruction;
        if (keyword === 'ENV' || keyword === 'ARG') yield* inPairs(step, isDevelopment);
        else if (step.copy !== undefined) yield* inCopy(step, stage);
        else if (step.invocations.length > 0) {
          yield* inCommands(step);
          if (step.invocations.some(({ name }) => name === 'chpasswd')) yield* inAccounts(step);
        }
      }
    }
  },
});

const MOUNT = 'give it to the one `RUN` that needs it with `--mount=type=secret`, or to the container when it starts';

function* inPairs({ instruction, stage }: Step, isDevelopment: boolean): Iterable<Finding> {
  const isArg = instruction.keyword === 'ARG';
  const isPublic = instruction.leading.some((comment) => /\b(public|intentional)/i.test(comment.text));
  for (const { name, nameRange, value } of instruction.pairs) {
    const literal = value === undefined ? undefined : expandWord(value.parts, () => undefined);
    const range = { start: nameRange.start, end: value?.range.end ?? nameRange.end };
    const shape = literal === undefined ? undefined : secretShape(literal);
    if (shape !== undefined) {
      yield {
        range,
        message: `Take ${shape} out of the file and replace it at its owner: everybody who has the file or the image has it too. Then ${MOUNT}.`,
      };
      continue;
    }
    // `ENV TOKEN` without a value is a syntax error.
    // `ARG TOKEN=''` waits for `--build-arg` as `ARG TOKEN` does.
    const isEmptyArg = isArg && literal === '';
    if (
      !isSecretName(name) ||
      (literal !== undefined && !isEmptyArg && isHarmlessValue(literal)) ||
      (value === undefined && !isArg) ||
      (isArg && goesToBrowsers(name, stage))
    )
      continue;
    const stays = isArg
      ? stage.inFinalImage
        ? 'the value of an `ARG` is kept in the history of the image'
        : 'the value of an `ARG` is kept in the build cache and in the provenance of the image'
      : stage.inFinalImage
        ? 'the value of an `ENV` is part of the image, for everybody who has it'
        : 'the value of an `ENV` is kept in the build cache';
    yield {
      range,
      // What developers start has a secret that everybody knows. In other stages only the cache and the provenance have it.
      ...(isDevelopment || isPublic
        ? { severity: 'info' as const }
        : stage.inFinalImage || (literal !== undefined && !isArg)
          ? {}
          : { severity: 'warning' as const }),
      message: `Do not set \`${name}\` here; ${MOUNT}: ${stays}.`,
    };
  }
}

/** `ARG POSTHOG_KEY` and `ENV NEXT_PUBLIC_POSTHOG_KEY=$POSTHOG_KEY`: everybody who opens a page has it. */
function goesToBrowsers(name: string, stage: Stage): boolean {
  return !/passw|passphrase|secret|private|credential/i.test(name) && once(stage, shownInPages).has(name);
}

/** Names of variables whose values stand in one that is made for pages. */
function shownInPages({ steps }: Stage): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { instruction } of steps) {
    if (instruction.keyword !== 'ENV') continue;
    for (const { name, value } of instruction.pairs) {
      const shown = isForBrowsers(name) ? /^"?\$(?:(\w+)|\{(\w+)\})"?$/.exec(value?.raw ?? '') : null;
      if (shown !== null) names.add(shown[1] ?? shown[2] ?? '');
    }
  }
  return names;
}

function* inCopy(step: Step, stage: Stage): Iterable<Finding> {
  const { copy, instruction } = step;
  for (const { body, range } of instruction.heredocs) {
    const shape = secretShape(body.text);
    if (shape !== undefined)
      yield {
        range,
        message: `Take ${shape} out of the file and replace it at its owner: everybody who has the file or the image has it too.`,
      };
  }
  if (copy === undefined || (copy.from !== undefined && copy.fromStage === undefined) || !stage.inFinalImage) return;
  // `# an empty kubeconfig`
  if (instruction.leading.some((comment) => /\b(empty|dummy|sample|template|placeholder)\b/i.test(comment.text)))
    return;
  for (const { value, range } of copy.sources) {
    const sure = value === undefined ? undefined : isSecretFile(value);
    // What a stage makes itself, such as a key for tests, is another matter.
    if (sure === undefined || (sure === 'sure' && copy.from !== undefined)) continue;
    // `COPY .env.example .env` in the stage that it comes from.
    if (sure === 'likely' && isExample(value ?? '', copy.fromStage)) continue;
    // Symfony's own defaults; secrets are in `.env.local` there.
    if (sure === 'likely' && value?.endsWith('.env') === true && once(stage, isOfSymfony)) continue;
    yield {
      range,
      ...(sure === 'likely' ? { severity: 'warning' as const } : {}),
      message: `Do not copy \`${value ?? ''}\`; mount it with \`RUN --mount=type=secret\` where it is needed: the file stays in this layer for everybody who has the image, also when a later step deletes it.`,
    };
  }
}

/** The last that made this file in its stage copied it from one that is meant to be seen. */
function isExample(path: string, stage: Stage | undefined): boolean {
  if (stage === undefined) return false;
  const made = chainOf(stage)
    .flatMap(({ fileEvents }) => fileEvents)
    .findLast((event) => event.path === resolvePath(path, '/') && (event.kind === 'copy' || event.kind === 'create'));
  return made?.source !== undefined && EXAMPLE.test(made.source);
}

/** `.env.example`, `env-sample` */
const EXAMPLE = /(^|\/)\.?env[-_.](example|sample|template|dist)$/;

/** `symfony.lock` is copied, or a command of Symfony runs. */
function isOfSymfony(stage: Stage): boolean {
  return chainOf(stage)
    .flatMap(({ steps }) => steps)
    .some(
      ({ copy, invocations }) =>
        copy?.sources.some(({ value }) => /(^|\/)symfony\.(lock|\*)$/.test(value ?? '')) === true ||
        invocations.some(
          ({ program = '', args }) =>
            /(^|\/)(bin\/console|symfony)$/.test(program) ||
            args.some(({ value }) => /^(dump-env|symfony:dump-env|(\.?\/)?bin\/console)$/.test(value ?? '')),
        ),
    );
}

/** Something written out in a command. What variables hold is found where they are set. */
function inCommands(step: Step): readonly Finding[] {
  const found: Finding[] = [];
  for (const invocation of step.invocations) {
    let option: string | undefined;
    for (const { value, raw, range } of wordsOf(invocation)) {
      const text = value ?? raw;
      const shape = secretShape(text) ?? (isLogin(invocation.name, option, text) ? 'a password' : undefined);
      option = value;
      if (shape === undefined || raw.startsWith('$')) continue;
      const last = found.at(-1);
      // A script in a string, and the commands in it: the smaller place says it.
      if (last !== undefined && isWithinRange(last.range, range)) break;
      if (last !== undefined && isWithinRange(range, last.range)) found.pop();
      found.push({
        range,
        message: `Take ${shape} out of the file and replace it at its owner: everybody who has the file or the history of the image has it too. Then ${MOUNT}.`,
      });
      break;
    }
  }
  return found;
}

/** `echo "root:secret" | chpasswd`. */
function* inAccounts({ invocations }: Step): Iterable<Finding> {
  for (const [i, { name, args, pipeline, redirects }] of invocations.entries()) {
    if (name !== 'chpasswd' || args.some(({ value }) => value === undefined || /^(-e|--encrypted)$/.test(value)))
      continue;
    const before = pipeline.index > 0 ? invocations[i - 1] : undefined;
    const written = before !== undefined && /^(echo|printf)$/.test(before.name ?? '') ? before.args : [];
    const found =
      written.find(({ value = '' }) => PASSWORD_LINE.test(value)) ??
      redirects.find(({ body = '' }) => PASSWORD_LINE.test(body));
    if (found === undefined) continue;
    yield {
      range: found.range,
      message: `Take the password out of the file: everybody who has the file or the history of the image can log in with it. Log in with a key, or set the password when the container starts.`,
    };
  }
}

/** `name:password`; `*` and `!` stand for none. */
const PASSWORD_LINE = /^[\w.-]+:[^\s:$*!`\\]/m;

/** Arguments, and values of assignments before the command. */
function wordsOf({ args, assignments, range }: Invocation): readonly Argument[] {
  if (assignments.size === 0) return args;
  return [...args, ...[...assignments.values()].map((value) => ({ value, raw: value ?? '', range }))];
}

/** `curl -u name:password` with a password that is written out. */
function isLogin(name: string | undefined, option: string | undefined, text: string): boolean {
  return name === 'curl' && (option === '-u' || option === '--user') && /^[^:$\s]+:[^$\s]+$/.test(text);
}
