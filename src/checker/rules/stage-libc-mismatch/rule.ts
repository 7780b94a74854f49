import { findFile } from '../../model/presence.ts';
import { chainOf, rootOf } from '../../model/stage-chain.ts';
import { once } from '../../model/memo.ts';
import type { Model, Stage } from '../../model/types.ts';
import { isBaseChosen } from '../../facts/handed-in.ts';
import { copiedExecutable, loaderOf, type CopiedExecutable } from '../../facts/executables.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import { insertAt } from '../../text.ts';

export const rule = defineRule({
  id: 'stage-libc-mismatch',
  title: 'Run a program on the C library it was linked to',
  category: 'stages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['COPY', 'ADD'],
  *check({ model }) {
    for (const stage of model.stages) {
      if (stage.libc !== 'musl' && stage.libc !== 'glibc' && stage.libc !== 'none') continue;
      if (!bringsLoader(stage) && !isOnlyFiles(stage) && !hasBoth(stage)) yield* inStage(stage, model);
    }
  },
});

/** The C library comes along: `COPY --from=build /lib/ld-musl-*.so.1 /lib/`, or all of `/lib`. */
function bringsLoader(stage: Stage): boolean {
  return stage.fileEvents.some(
    ({ kind, source = '' }) =>
      kind === 'copy' && /\/ld-(musl|linux)[^/]*$|^\/((usr\/)?lib(64)?(\/\*?)?)?$/.test(source),
  );
}

/** Starts nothing and has nothing to start with: files that go somewhere else, as with `docker build --output`. */
function isOnlyFiles({ libc, process }: Stage): boolean {
  return libc === 'none' && process.form === 'none';
}

/** `alpine-3.24-glibc`, or a package of glibc: somebody put glibc into that image, of which the rule glibc-shim speaks. */
function hasBoth(stage: Stage): boolean {
  if (stage.libc !== 'musl') return false;
  const packages = chainOf(stage).flatMap(({ packageEvents }) => packageEvents.flatMap((event) => event.packages));
  return (
    rootOf(stage).base.tag?.includes('glibc') === true ||
    packages.some(({ name, raw }) => (name ?? raw).includes('glibc'))
  );
}

function* inStage(stage: Stage, model: Model): Iterable<Finding> {
  const seen = new Set<unknown>();
  for (const event of stage.fileEvents) {
    if (event.kind !== 'copy' || seen.has(event.step)) continue;
    const executable = copiedExecutable(event);
    if (executable === undefined || executable.libc === stage.libc) continue;
    // Another loader than that of its C library.
    if (event.binary?.invocation.args.some(({ value }) => value?.includes('dynamic-linker'))) continue;
    // Somebody has put a loader there, if only under this name.
    if (findFile(stage, loaderOf(executable.libc)) !== undefined) continue;
    seen.add(event.step);
    yield describe(executable, stage, model);
  }
}

function describe(executable: CopiedExecutable, stage: Stage, model: Model): Finding {
  const { event, libc, origin, isShown } = executable;
  const shim = libc === 'glibc' && ['gcompat', 'libc6-compat'].some((name) => stage.installed.has(name));
  const here = stage.libc === 'none' ? 'there is no C library at all in this stage' : `this stage has ${stage.libc}`;
  const advice = shim
    ? 'Build the program for musl where you can'
    : stage.libc === 'none'
      ? 'Link the program statically'
      : `Build the program for ${stage.libc}, link it statically, or run it on a base with ${libc}`;
  const mayBeStatic = isPlainGo(executable) && !once(stage, talks);
  const effect = shim
    ? '`gcompat` is enough for simple programs only, so try the real work of this one.'
    : `the kernel finds no \`${loaderOf(libc)}\` and says "not found" for a file that is there${mayBeStatic ? ', unless the program uses none of the packages that need C, such as `net` and `os/user`' : ''}.`;
  return {
    range: event.range,
    message: `${advice}: ${origin} with ${libc}, and ${here}${shim ? '. ' : '; '}${effect}`,
    ...(shim || !stage.reached
      ? { severity: 'info' as const }
      : !isShown ||
          mayBeStatic ||
          isBaseChosen(stage) ||
          (event.fromStage !== undefined && isBaseChosen(event.fromStage))
        ? { severity: 'warning' as const }
        : {}),
    related:
      event.binary === undefined ? [] : [{ range: event.binary.invocation.range, message: `Linked to ${libc} here.` }],
    fix: makeFix(executable, model),
  };
}

/** Without a package that needs C, Go links nothing to the C library: `hello, world` runs anywhere. */
function isPlainGo({ event: { binary } }: CopiedExecutable): boolean {
  return (
    binary?.invocation.name === 'go' &&
    !['CGO_ENABLED', 'CC'].some(
      (name) => binary.invocation.variables.has(name) || binary.invocation.assignments.has(name),
    )
  );
}

/** What speaks over the network uses `net`. */
function talks(stage: Stage): boolean {
  return chainOf(stage).some(
    ({ installed, steps }) =>
      installed.has('ca-certificates') ||
      steps.some(({ instruction: { keyword, pairs } }) =>
        keyword === 'ENV'
          ? pairs.some(({ name }) => /ADDR|HOST|PORT|URL/.test(name))
          : /^(EXPOSE|HEALTHCHECK)$/.test(keyword),
      ),
  );
}

/** Plugins and C libraries need cgo, and so may what the author says about it. */
function needsCgo({ file }: Model): boolean {
  return NEEDS_CGO.test(file.text);
}

const NEEDS_CGO = /\bcgo\b|CGO_|-buildmode|\bplugins?\b|sqlite|\bgcc\b|\bg\+\+|build-essential|-dev\b/i;

/** `-tags=rpi`: a part of the program that is not always built, as a rule for a device or a library of C. */
function isOwnTag(word: string): boolean {
  return /^--?tags\b/.test(word) && !/^--?tags=["']?((netgo|osusergo|timetzdata|static_build)[ ,]?)+["']?$/.test(word);
}

/** A static build is the smallest change at the place where the program is made. */
function makeFix({ event }: CopiedExecutable, model: Model): ProposedFix | undefined {
  const made = event.binary?.invocation;
  if (made?.node === undefined) return undefined;
  if (made.name === 'go' && !made.variables.has('CGO_ENABLED') && !made.assignments.has('CGO_ENABLED')) {
    if (once(model, needsCgo) || made.args.some(({ value, raw }) => isOwnTag(value ?? raw))) return undefined;
    return {
      title: 'Build without cgo: CGO_ENABLED=0',
      edits: [insertAt(made.range.start, 'CGO_ENABLED=0 ')],
    };
  }
  if (/(^|-)(gcc|g\+\+|cc|c\+\+|clang|clang\+\+)$/.test(made.name ?? '')) {
    return {
      title: 'Link statically: -static',
      edits: [insertAt(made.programRange.end, ' -static')],
    };
  }
  return undefined;
}
