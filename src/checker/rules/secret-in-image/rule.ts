import { oneForEachCause } from '../../facts/one-fact.ts';
import { once } from '../../model/memo.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import type { Argument, BuildContext, Invocation, Stage, Step } from '../../model/types.ts';
import { baseName, resolvePath } from '../../model/paths.ts';
import type { VariableView } from '../../model/variables.ts';
import { expandWord, literalOf } from '../../syntax/expand.ts';
import { isWithinRange } from '../../text.ts';
import { isForTests } from '../../facts/target-names.ts';
import { defineRule, type Finding } from '../../rule.ts';
import {
  isForBrowsers,
  isHarmlessValue,
  isNeverPublic,
  isRandom,
  isSecretFile,
  isSecretName,
  isWeakPassword,
  loginIn,
  secretShape,
} from './names.ts';

export const rule = defineRule({
  id: 'secret-in-image',
  title: 'Hand secrets to the build as mounts',
  category: 'safety',
  severity: 'error',
  fix: 'none',
  buildkit: ['SecretsUsedInArgOrEnv'],
  tally: ['secrets-in-code'],
  *check({ model, stagesWithOnbuild, path }) {
    const end = model.target?.end.env;
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached) continue;
      // What is there to develop or test with has secrets that everybody knows.
      const isOpen =
        isForTests(path, stage.name) ||
        ENVIRONMENTS.some((name) => /^(dev|development|local|test|testing)$/.test(stage.end.env.get(name) ?? ''));
      for (const step of stage.steps) {
        const { keyword, leading } = step.instruction;
        if (keyword === 'ENV' || keyword === 'ARG') {
          const isShown = isOpen || leading.some((comment) => /\b(public|intentional)/i.test(comment.text));
          for (const found of inPairs(step, end)) {
            const isNote = isShown || (found.cause === 'default' && isOfClient(step));
            yield isNote && found.cause !== undefined ? { ...found, severity: 'info', cause: 'open' } : found;
          }
        } else if (step.copy !== undefined) yield* inCopy(step, isOpen, model.context);
        else if (step.invocations.length > 0) {
          yield* inCommands(step);
          if (stage.inFinalImage && step.invocations.some(({ name }) => name === 'chpasswd'))
            yield* inAccounts(step, isOpen);
        }
      }
    }
  },
  together: oneForEachCause,
});

/** `DB_HOST` beside `DB_PASSWORD`: it is what a client says to a server, which may take another one. */
function isOfClient({ stage }: Step): boolean {
  return stage.end.env.entries().some(([name]) => OF_SERVER.test(name));
}

const OF_SERVER =
  /^(DB|DATABASE|POSTGRES|PG|MYSQL|MARIADB|MONGO|MONGODB|REDIS|RABBITMQ|AMQP|SMTP|LDAP)_?(HOST|HOSTNAME|SERVER|URL|URI|ADDR|ADDRESS)$/;

/** What programs run in, as their makers name it. */
const ENVIRONMENTS = ['APP_ENV', 'FLASK_ENV', 'NODE_ENV', 'RACK_ENV', 'RAILS_ENV'];

const MOUNT = 'give it to the one `RUN` that needs it with `--mount=type=secret`, or to the container when it starts';
const REPLACE = 'out of the file and replace it at its owner: everybody who has the file or the image has it too';

/** What `ENV` and `ARG` set; with a cause where it is the name that gives the secret away. */
function* inPairs(step: Step, end: VariableView | undefined): Iterable<Finding> {
  const { instruction, before, stage } = step;
  const isArg = instruction.keyword === 'ARG';
  // An argument without a default is open, and so is what is made of it; what nothing sets is empty.
  const lookup = (name: string): string | undefined => {
    if (before.env.has(name)) return before.env.get(name);
    return before.args.has(name) ? before.args.get(name) || undefined : '';
  };
  for (const { name, nameRange, value } of instruction.pairs) {
    // `ENV TOKEN` without a value is a syntax error.
    if (value === undefined && !isArg) continue;
    const range = { start: nameRange.start, end: value?.range.end ?? nameRange.end };
    const shape = value && secretShape(literalOf(value) ?? '');
    const known = value && expandWord(value.parts, lookup);
    if (shape !== undefined) yield { range, message: `Take ${shape} ${REPLACE}. Then ${MOUNT}.` };
    else if (known !== undefined && !(isArg && known === '')) {
      // What is set to nothing later is there for the build.
      const stays = !isArg && stage.inFinalImage && !isHarmlessValue(end?.get(name) ?? known);
      const found = writtenOut(name, known, stays, stage);
      if (found !== undefined) yield { range, ...found };
    } else if (isSecretName(name) && !(isArg && goesToBrowsers(name, stage))) {
      yield { range, ...handedIn(name, stage) };
    }
  }
}

/** A value that stands in the file: drawn by chance it is a secret, made up it is one that everybody knows. */
function writtenOut(name: string, value: string, stays: boolean, { inFinalImage, from }: Stage): Said | undefined {
  // `SMTP_AUTH=oauth2` says how.
  const isSecret = isSecretName(name) && !(/auth$/i.test(name) && /^[a-z][a-z\d-]*$/.test(value));
  if (isSecret ? isHarmlessValue(value) : !stays || loginIn(value) === undefined) return undefined;
  if (isSecret && isNeverPublic(name) && isRandom(value))
    return {
      // For a build any value may do, so one that no container gets may be made up.
      severity: !inFinalImage ? 'info' : stays ? 'error' : 'warning',
      cause: inFinalImage ? 'drawn' : from,
      message: `Take the value of \`${name}\` ${REPLACE}. Then ${MOUNT}.`,
    };
  if (!stays) return undefined;
  return {
    severity: 'warning',
    cause: 'default',
    message: `Leave out the value of \`${name}\`, and let a container that is given none refuse to start: a default that works is a secret that everybody knows.`,
  };
}

/** What the one who builds gives: it is kept with the image, or only with the build. */
function handedIn(name: string, { inFinalImage, from }: Stage): Said {
  return {
    severity: inFinalImage ? 'warning' : 'info',
    cause: inFinalImage ? 'handed in' : from,
    message: `Do not set \`${name}\` here; ${MOUNT}: ${inFinalImage ? 'the image or its history keeps the value, for everybody who has it' : 'the build cache keeps the value, and the provenance of the image may'}.`,
  };
}

type Said = Omit<Finding, 'range'>;

/** `ARG POSTHOG_KEY` and `ENV NEXT_PUBLIC_POSTHOG_KEY=$POSTHOG_KEY`: everybody who opens a page has it. */
function goesToBrowsers(name: string, stage: Stage): boolean {
  return !isNeverPublic(name) && once(stage, shownInPages).has(name);
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

function* inCopy(step: Step, isOpen: boolean, context: BuildContext | undefined): Iterable<Finding> {
  const { copy, instruction, stage } = step;
  for (const { body, range } of instruction.heredocs) {
    const shape = secretShape(body.text);
    if (shape !== undefined)
      yield {
        range,
        message: `Take ${shape} ${REPLACE}.`,
      };
  }
  if (copy === undefined || (copy.from !== undefined && copy.fromStage === undefined) || !stage.inFinalImage) return;
  // `# an empty kubeconfig`
  if (instruction.leading.some((comment) => /\b(empty|dummy|sample|template|placeholder)\b/i.test(comment.text)))
    return;
  // What a web server has beside the pages is for whoever opens them.
  const isOfPages = WEB_SERVER.test(rootOf(stage).base.name ?? '');
  for (const { value, range } of copy.sources) {
    const sure = value === undefined ? undefined : isSecretFile(value);
    // What a stage makes itself, such as a key for tests, is another matter.
    if (sure === undefined || (sure === 'sure' && copy.from !== undefined)) continue;
    // `COPY .env.example .env` in the stage that it comes from.
    if (sure === 'likely' && isExample(value ?? '', copy.fromStage)) continue;
    if (isOfPages && value !== undefined && /(^|\/)\.env/.test(value)) continue;
    // Symfony's own defaults; secrets are in `.env.local` there.
    if (sure === 'likely' && value?.endsWith('.env') === true && once(stage, isOfSymfony)) continue;
    // What a bundler puts into pages is in `.env` too, and `.env.local` has the secrets.
    const isShown = sure === 'likely' && value?.endsWith('.env') === true && once(stage, isForPages);
    const isUnread = !holdsSecrets(value ?? '', context);
    const isNote = isUnread || isOpen || isShown || isWrittenTo(value, step);
    yield {
      range,
      severity: sure === 'sure' ? 'error' : isNote ? 'info' : 'warning',
      message: `Do not copy \`${value ?? ''}\`${isUnread ? ' if it holds a secret' : ''}; ${runsBehind(step) ? 'mount it with `RUN --mount=type=secret` where it is needed' : 'give it to the container when it starts'}: the file stays in this layer for everybody who has the image, also when a later step deletes it.`,
    };
  }
}

/** What a `.env` holds, only the context tells: ports and addresses are no secrets. The others hold nothing else. */
function holdsSecrets(path: string, context: BuildContext | undefined): boolean {
  if (!baseName(path).startsWith('.env')) return true;
  const lines = context?.read(path.replace(/^(\.?\/)+/, ''))?.split('\n') ?? [];
  return lines.some((line) => {
    const [before = '', ...values] = line.split('=');
    const name = before
      .trim()
      .replace(/^export[ \t]/, '')
      .trim();
    const value = values
      .join('=')
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    return (
      secretShape(value) !== undefined ||
      (/^\w+$/.test(name) && isSecretName(name) && value !== '' && !isHarmlessValue(value))
    );
  });
}

const WEB_SERVER = /^(?!.*php).*(^|[-/])(caddy|httpd|nginx)(-|$)/;

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

/** `echo "BUILDTIME=$(date)" >> .env` behind it: the file is one for data of the build. */
function isWrittenTo(source: string | undefined, { stage, index, copy, before }: Step): boolean {
  const to = resolvePath(copy?.destination?.value ?? '', before.workdir);
  const path =
    to === undefined ? undefined : to.endsWith(baseName(source ?? '')) ? to : resolvePath(baseName(source ?? ''), to);
  return stage.fileEvents.some(
    (event) =>
      event.path === path &&
      event.step.index > index &&
      event.kind === 'create' &&
      event.step.instruction.keyword === 'RUN',
  );
}

/** A later step of the stage may need the file; otherwise the program alone does. */
function runsBehind({ stage, index }: Step): boolean {
  return stage.steps.slice(index + 1).some(({ instruction }) => instruction.keyword === 'RUN');
}

/** Variables of a stage, or packages that it names, say that pages are built: of Next.js, Vite and their like. */
function isForPages(stage: Stage): boolean {
  return chainOf(stage).some(({ steps }) =>
    steps.some(
      ({ instruction: { keyword, pairs }, invocations }) =>
        ((keyword === 'ENV' || keyword === 'ARG') && pairs.some(({ name }) => isForBrowsers(name))) ||
        invocations.some(
          ({ name, args }) =>
            name === 'next' ||
            name === 'vite' ||
            (/^(npm|yarn|pnpm|bun)$/.test(name ?? '') && args.some(({ value }) => /^build(:|$)/.test(value ?? ''))),
        ),
    ),
  );
}

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
      const shape = secretShape(text) ?? (isLogin(invocation, option, text) ? 'a password' : undefined);
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
function* inAccounts({ stage, invocations }: Step, isOpen: boolean): Iterable<Finding> {
  const hasServer = LOGIN_SERVERS.some((name) => stage.installed.has(name));
  for (const [i, { name, args, pipeline, redirects }] of invocations.entries()) {
    if (name !== 'chpasswd' || args.some(({ value }) => value === undefined || /^(-e|--encrypted)$/.test(value)))
      continue;
    const before = pipeline.index > 0 ? invocations[i - 1] : undefined;
    const written = before !== undefined && /^(echo|printf)$/.test(before.name ?? '') ? before.args : [];
    const found =
      written.find(({ value = '' }) => PASSWORD_LINE.test(value)) ??
      redirects.find(({ body = '' }) => PASSWORD_LINE.test(body));
    if (found === undefined) continue;
    const severity = isOpen ? 'info' : hasServer ? 'error' : 'warning';
    yield {
      range: found.range,
      severity,
      message: `Take the password out of the file: everybody who has the file or the history of the image can log in with it. Log in with a key, or set the password when the container starts.`,
    };
  }
}

/** What people log in to from elsewhere. */
const LOGIN_SERVERS = ['dropbear', 'openssh', 'openssh-server', 'vsftpd'];

/** `name:password`; `*` and `!` stand for none. */
const PASSWORD_LINE = /^[\w.-]+:[^\s:$*!`\\]/m;

/** Arguments, and values of assignments before the command. */
function wordsOf({ args, assignments, range }: Invocation): readonly Argument[] {
  if (assignments.size === 0) return args;
  return [...args, ...[...assignments.values()].map((value) => ({ value, raw: value ?? '', range }))];
}

/** `curl -u name:password` with a password that is written out and that keeps something from somebody. */
function isLogin({ name, args }: Invocation, option: string | undefined, text: string): boolean {
  if (name !== 'curl' || (option !== '-u' && option !== '--user')) return false;
  const [, user = '', password] = /^([^:$\s]+):([^$\s]+)$/.exec(text) ?? [];
  if (password === undefined || isWeakPassword(password, user)) return false;
  return !args.some(({ value = '' }) => /^(https?:\/\/)?(localhost|127\.)/.test(value));
}
