import { installOf } from '../../facts/dependency-installs.ts';
import { once } from '../../model/memo.ts';
import { commandsLike, runsAny } from '../../model/commands.ts';
import { baseName, isWithin, resolvePath } from '../../model/paths.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import type { BuildContext, FileEvent, Invocation, Stage } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';

export const rule = defineRule({
  id: 'node-abi',
  title: 'Install node_modules on the Node.js that runs them',
  category: 'stages',
  severity: 'warning',
  // Which of the two bases was meant is not known.
  fix: 'none',
  needs: ['--from'],
  *check({ model }) {
    for (const stage of model.stages) {
      if (!stage.reached || !hasNode(stage)) continue;
      const seen = new Set<unknown>();
      for (const event of stage.fileEvents) {
        const { fromStage, step } = event;
        if (event.kind !== 'copy' || fromStage === undefined || seen.has(step) || isMadeAnew(event)) continue;
        const install = installBehind(event, fromStage);
        const differ = install && difference(fromStage, stage, install, model.context);
        if (install === undefined || differ === undefined) continue;
        seen.add(step);
        yield {
          range: step.instruction.range,
          // Without a lock file to look into, only tools to compile with say that something is compiled.
          ...(!hasLock(model.context) && !once(fromStage, compilesParts) && { severity: 'info' }),
          message: `Install the dependencies on the base that runs them: these \`node_modules\` are made ${differ}, and packages with compiled parts do not load there.`,
          related: [{ range: install.range, message: 'They are installed here.' }],
        };
      }
    }
  },
});

/** A Node.js runs in it: the image is about that, or it is installed. */
function hasNode(stage: Stage): boolean {
  return isNodeImage(stage) || ['nodejs', 'nodejs-current'].some((name) => stage.installed.has(name));
}

function isNodeImage(stage: Stage): boolean {
  return /^(node|nodejs\d+(-debian\d+)?)$/.test(baseName(rootOf(stage).base.name ?? ''));
}

/** The major version, of `node:24-alpine` and `gcr.io/distroless/nodejs24-debian13`. */
function majorOf(stage: Stage): string | undefined {
  if (!isNodeImage(stage)) return undefined;
  const { name = '', tag = '' } = rootOf(stage).base;
  return (/^nodejs(\d+)/.exec(baseName(name)) ?? /^(\d+)(?=[.-]|$)/.exec(tag))?.[1];
}

/** The command whose `node_modules` a COPY brings along. */
function installBehind({ source }: FileEvent, from: Stage): Invocation | undefined {
  const copied = resolvePath(source ?? '', '/')?.replace(/(.)\/$/, '$1');
  if (source === undefined || copied === undefined) return undefined;
  for (const layer of chainOf(from).reverse()) {
    const found = commandsLike(layer, /^(npm|yarn|pnpm)$/).findLast((each) => {
      const folder = installOf(each)?.manifests?.includes('package.json') === true ? modulesOf(each) : undefined;
      if (folder === undefined || !(isWithin(folder, copied) || isWithin(copied, folder))) return false;
      return !layer.fileEvents.some(
        ({ kind, path, order }) =>
          kind === 'delete' && path !== undefined && order > each.order && isWithin(folder, path),
      );
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

function modulesOf({ cwd, args }: Invocation): string | undefined {
  // Another folder, or another machine than the one it runs on.
  if (
    args.some(
      ({ value }) => value === undefined || /^(-g|-C|--(global|prefix|cwd|dir|libc|os|cpu|location)\b)/.test(value),
    )
  )
    return undefined;
  return cwd === undefined ? undefined : `${cwd === '/' ? '' : cwd}/node_modules`;
}

/** A later command of the stage compiles or installs them again, or may do so. */
function isMadeAnew({ path, step: { stage, index } }: FileEvent): boolean {
  if (!runsAny(stage, 'npm', 'yarn', 'pnpm')) return false;
  return commandsLike(stage, /^(npm|yarn|pnpm)$/).some(({ step, args, cwd }) => {
    if (step.index < index || !args.some(({ value }) => /^(rebuild|ci|i|install)$/.test(value ?? ''))) return false;
    const modules = cwd === undefined || path === undefined ? undefined : `${cwd.replace(/\/$/, '')}/node_modules`;
    return modules === undefined || path === undefined || isWithin(modules, path) || isWithin(path, modules);
  });
}

/** What is not the same there and here, in words; undefined where nothing is, or where no package minds. */
function difference(
  from: Stage,
  to: Stage,
  install: Invocation,
  context: BuildContext | undefined,
): string | undefined {
  const [made, runs] = [from.libc, to.libc];
  const isLibc = (libc: string): boolean => libc === 'musl' || libc === 'glibc';
  if (isLibc(made) && isLibc(runs) && made !== runs)
    return mayMind(context, /hasInstallScript|requiresBuild|"?\b(os|cpu|libc)"?:/)
      ? `for ${made}, and this stage has ${runs}`
      : undefined;
  const [before, now] = [majorOf(from), majorOf(to)];
  const compilesNothing = install.args.some(({ value }) => value === '--ignore-scripts');
  if (before === undefined || now === undefined || before === now || compilesNothing) return undefined;
  return mayMind(context, /hasInstallScript|requiresBuild/)
    ? `with Node.js ${before}, and this stage has ${now}`
    : undefined;
}

const LOCK = /^(package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/;

function hasLock(context: BuildContext | undefined): boolean {
  return context?.paths.some((path) => LOCK.test(baseName(path))) === true;
}

/** Tools that node-gyp asks for are installed for it, or it is called. */
function compilesParts(stage: Stage): boolean {
  return chainOf(stage)
    .flatMap(({ steps }) => steps)
    .flatMap(({ invocations }) => invocations)
    .some(
      ({ name, args }) =>
        name === 'node-gyp' ||
        (/^(apk|apt-get|apt)$/.test(name ?? '') &&
          args.some(({ value }) => /^(g\+\+|gcc|build-base|build-essential|alpine-sdk)$/.test(value ?? ''))) ||
        (/^(npm|yarn|pnpm)$/.test(name ?? '') &&
          args.some(({ value }) => value === 'rebuild' || COMPILED.test(value ?? ''))),
    );
}

/** Packages of npm that are known to have compiled parts, where a command names them. */
const COMPILED =
  /^(argon2|bcrypt|better-sqlite3|canvas|esbuild|node-sass|re2|sharp|sqlite3|@swc\/core|@serialport\/|@prisma\/engines)/;

/** A lock file that is known says which packages have compiled parts. */
function mayMind(context: BuildContext | undefined, says: RegExp): boolean {
  const locks = context?.paths.filter((path) => LOCK.test(baseName(path)));
  return locks === undefined || locks.length === 0 || locks.some((path) => says.test(context?.read(path) ?? 'os:'));
}
