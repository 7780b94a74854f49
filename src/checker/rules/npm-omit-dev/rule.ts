import { commandsLike } from '../../model/commands.ts';
import { once } from '../../model/memo.ts';
import { alongChain, rootOf } from '../../model/stage-chain.ts';
import type { Argument, BuildContext, Invocation, Stage } from '../../model/types.ts';
import { insertOption, isLiteral, isWritten } from '../../fixes/edits.ts';
import { variableFor } from '../../facts/pip.ts';
import { isAtLeast } from '../../facts/releases.ts';
import { isDevelopmentFile, isDevelopmentTarget } from '../../facts/target-names.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';
import { isOperand } from '../../model/fields.ts';

export const rule = defineRule({
  id: 'npm-omit-dev',
  title: 'Leave development dependencies out of the image',
  category: 'packages',
  severity: 'info',
  fix: 'suggestion',
  needs: ['npm', 'yarn', 'pnpm'],
  *check({ model, path, stagesWithOnbuild, text, today }) {
    const isDevelopment = isDevelopmentFile(path);
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached) continue;
      let isForProduction = isDevelopment ? false : undefined;
      for (const invocation of commandsLike(stage, /^(npm|yarn|pnpm)$/)) {
        const install = readInstall(invocation);
        if (install === undefined || !knowsOption(install, stage, { today, context: model.context })) continue;
        if (install.old !== undefined) yield oldOption(install, install.old, text);
        else if (installsDev(install) && (isForProduction ??= installsForProduction(stage, model.context)))
          yield developmentToo(install, stage, model.context, text);
      }
    }
  },
});

/** `npm ci`, `npm install`, `yarn` or `pnpm install` of what package.json lists. */
interface Install {
  readonly invocation: Invocation;
  /** Undefined for `yarn` alone. */
  readonly command: Argument | undefined;
  /** `--only=production`, `--production`: one word or two. */
  readonly old: readonly Argument[] | undefined;
}

function readInstall(invocation: Invocation): Install | undefined {
  const { args, name } = invocation;
  const command = args.find(isOperand);
  if (name !== 'npm') {
    const installs = command === undefined ? name === 'yarn' : /^(install|i)$/.test(command.value ?? '');
    return installs ? { invocation, command, old: undefined } : undefined;
  }
  if (command?.value === undefined || !/^(ci|clean-install|ic|i|install)$/.test(command.value)) return undefined;
  const at = args.findIndex(
    ({ value }) => value !== undefined && /^--(only(=prod(uction)?)?|production(=true)?)$/.test(value),
  );
  const first = args[at];
  if (first?.value !== '--only') return { invocation, command, old: first && [first] };
  const second = args[at + 1];
  return {
    invocation,
    command,
    old: second !== undefined && /^prod(uction)?$/.test(second.value ?? '') ? [first, second] : undefined,
  };
}

/** Both are aliases of `--omit=dev` about which npm 11.19.1 warns ("Use `--omit=dev` instead"). */
function oldOption({ invocation }: Install, words: readonly Argument[], text: string): Finding {
  const [first] = words;
  const last = words.at(-1);
  const range = { start: first?.range.start ?? 0, end: last?.range.end ?? 0 };
  const isExec = invocation.node === undefined;
  const canFix = words.every((word) => isLiteral(text, word)) && !(isExec && words.length > 1);
  return {
    range,
    message: `Write \`--omit=dev\`: npm calls \`${words.map(({ raw }) => raw).join(' ')}\` deprecated since npm 7 and warns at every build.`,
    fix: canFix
      ? {
          title: 'Write --omit=dev',
          edits: [{ range, text: isExec ? '"--omit=dev"' : '--omit=dev' }],
        }
      : undefined,
  };
}

/** All of package.json, with nothing that leaves the development dependencies out. */
function installsDev({ invocation, command }: Install): boolean {
  const { args } = invocation;
  if (
    args.some(
      ({ value }) =>
        value === undefined ||
        /^(--omit|--include|--only|--prod|--dev$|--also|--global|--location|-[gPD]$|--dry-run|--package-lock-only|--lockfile-only)/.test(
          value,
        ),
    )
  )
    return false;
  // `npm install express` names what it wants; the word behind an option may be its value.
  if (args.some((word, i) => word !== command && isOperand(word) && args[i - 1]?.value?.startsWith('--') !== true))
    return false;
  const { known, value } = variableFor(invocation, 'NODE_ENV');
  const omit = variableFor(invocation, 'NPM_CONFIG_OMIT');
  return (
    known &&
    value === undefined &&
    omit.known &&
    omit.value === undefined &&
    !variableFor(invocation, 'NPM_CONFIG_PRODUCTION').value
  );
}

/** Scripts of the project that run behind an install and may need what is left out: `husky`, `patch-package`. */
const SCRIPTS = /"(pre|post)?(install|prepare)"/;

function developmentToo(
  { invocation, command }: Install,
  stage: Stage,
  context: BuildContext | undefined,
  text: string,
): Finding {
  const { name = '' } = invocation;
  const option = optionOf(invocation);
  if (once(stage, lastBuild) > invocation.order) {
    return {
      range: invocation.range,
      message: `Build in a stage of its own, and give \`${name}\` in this one the option \`${option}\`: compilers and test tools of \`devDependencies\` are of no use in the final image.`,
    };
  }
  return {
    range: invocation.range,
    message: `Give \`${[name, ...(command?.value === undefined ? [] : [command.value])].join(' ')}\` the option \`${option}\`: without it the compilers and test tools of \`devDependencies\` go into the final image.`,
    fix: SCRIPTS.test(context?.read('package.json') ?? '"install"') ? undefined : makeFix(invocation, command, text),
  };
}

function makeFix(invocation: Invocation, command: Argument | undefined, text: string): ProposedFix | undefined {
  if (command !== undefined && !isWritten(text, command)) return undefined;
  const option = optionOf(invocation);
  return {
    title: `Add ${option}`,
    edits: [insertOption(invocation, command?.range.end ?? invocation.programRange.end, option)],
  };
}

/** As yarn 1.22.22 and pnpm 10 have it; yarn 2 and later have no such option. */
function optionOf({ name }: Invocation): string {
  return name === 'yarn' ? '--production' : name === 'pnpm' ? '--prod' : '--omit=dev';
}

function knowsOption(
  { invocation }: Install,
  stage: Stage,
  { today, context }: { readonly today: string; readonly context: BuildContext | undefined },
): boolean {
  if (invocation.name === 'pnpm') return true;
  return invocation.name === 'npm' ? knowsOmit(stage, today) : isYarn1(invocation, stage, context);
}

/** The yarn that the node images bring, unless the project or a command chooses another. */
function isYarn1({ args }: Invocation, stage: Stage, context: BuildContext | undefined): boolean {
  if (alongChain(stage, choosesYarn)) return false;
  const manifest = context?.read('package.json');
  if (manifest === undefined)
    return args.some(({ value }) => value === '--frozen-lockfile' || value === '--pure-lockfile');
  return context?.read('.yarnrc.yml') === undefined && !/"packageManager"\s*:\s*"yarn@[2-9]/.test(manifest);
}

/** `COPY .yarn .yarnrc.yml ./`, `corepack enable`, `yarn set version`, here or in a stage below. */
function choosesYarn({ steps }: Stage, below: boolean | undefined): boolean {
  return (
    below === true ||
    steps.some(
      ({ copy, invocations }) =>
        copy?.sources.some(({ value, raw }) => (value ?? raw).includes('.yarn')) === true ||
        invocations.some((each) => each.name === 'corepack' || (each.name === 'yarn' && each.args[0]?.value === 'set')),
    )
  );
}

/** npm has `--omit` since version 7, which came with Node 15 and Alpine 3.14; npm 6 takes no notice of it. */
function knowsOmit(stage: Stage, today: string): boolean {
  const { base } = rootOf(stage);
  if (base.name !== undefined && baseName(base.name) === 'node') {
    const major = /^(\d+)/.exec(base.tag ?? '')?.[1];
    return base.kind === 'image' && (major === undefined || Number(major) >= 15);
  }
  return isAtLeast(stage, '3.14', today);
}

const DEVELOPS =
  /(^|[\s:/=_-])(dev|develop|development|watch|test|tests|lint|storybook|nodemon|ts-node|ts-node-dev|tsx|vite|webpack|ng|jest|vitest|react-scripts|playwright|cypress|preview)($|[\s:.-])/;

/** Order of the last command that builds; -1 without one. */
function lastBuild({ steps }: Stage): number {
  for (const { invocations } of steps.toReversed()) {
    const build = invocations.findLast(isBuild);
    if (build !== undefined) return build.order;
  }
  return -1;
}

/** The final image runs the program, and what the install leaves is what it runs with. */
function installsForProduction(stage: Stage, context: BuildContext | undefined): boolean {
  if (!stage.inFinalImage || isDevelopmentTarget(stage.name) || !hasDevDependencies(context)) return false;
  const { form, program } = stage.process;
  if (form === 'none' || program.some((word) => word !== undefined && DEVELOPS.test(word))) return false;
  const removed = stage.fileEvents.some(
    ({ kind, path }) => kind === 'delete' && path !== undefined && /\/node_modules(\/\*?)?$/.test(path),
  );
  return (
    !removed &&
    !stage.steps.some(({ invocations }) =>
      invocations.some(
        ({ name, args }) =>
          /^(p?npm|yarn)$/.test(name ?? '') &&
          args.some(({ value }) => /^(prune|deploy|focus|-P|--omit.*|--prod.*)$/.test(value ?? '')),
      ),
    )
  );
}

/** False where package.json is known and lists none. */
function hasDevDependencies(context: BuildContext | undefined): boolean {
  const text = context?.read('package.json');
  return text === undefined || /"devDependencies"\s*:\s*\{\s*"/.test(text);
}

/** Commands of development dependencies: `npm run build`, `npx tsc`. */
function isBuild({ name, args, program }: Invocation): boolean {
  const first = args[0]?.value;
  return (
    (name === 'npm' && (first === 'run' || first === 'run-script' || first === 'test' || first === 'exec')) ||
    name === 'npx' ||
    /^(tsc|vite|webpack|ng|next|rollup|esbuild|gulp|grunt)$/.test(name ?? '') ||
    (/^(yarn|pnpm)$/.test(name ?? '') &&
      (first?.startsWith('-') === true ? runsScript(args) : !KEEPS.test(first ?? ''))) ||
    program?.includes('node_modules/.bin/') === true
  );
}

/** What yarn and pnpm do themselves, where another word is a script of the project. */
const KEEPS = /^(install|i|add|fetch|global|config|set|import|cache|)$/;

/** `pnpm -r build`, `pnpm --filter web build`: options before the script. */
function runsScript(args: readonly Argument[]): boolean {
  // The word behind an option may be its value.
  const words = args.filter((word, i) => isOperand(word) && args[i - 1]?.value?.startsWith('--') !== true);
  return words.length > 0 && !words.some(({ value }) => value === undefined || KEEPS.test(value));
}
