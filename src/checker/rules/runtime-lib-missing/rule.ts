import { hasPackage } from '../../facts/package-names.ts';
import { librariesIn } from '../../data/brought-libraries.ts';
import { librariesOfImage, libraryOf } from '../../data/runtime-libraries.ts';
import { alongChain, rootOf } from '../../model/stage-chain.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { Invocation, PackageEvent, Stage, Step } from '../../model/types.ts';
import { installPackages } from '../../fixes/package-edits.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { linkedBy } from '../../facts/linking.ts';

export const rule = defineRule({
  id: 'runtime-lib-missing',
  title: 'Keep the library that a program was linked to',
  category: 'stages',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['apk add'],
  *check({ alpineStages, text }) {
    const built = new Map(alpineStages.map((stage) => [stage, linksOf(stage)]));
    for (const stage of alpineStages) {
      if (!stage.inFinalImage) continue;
      const found = new Map<string, { link: Link; copy: Step | undefined }>();
      for (const link of built.get(stage) ?? []) {
        if (!stage.installed.has(link.dev.name ?? '')) found.set(link.library, { link, copy: undefined });
      }
      for (const step of stage.steps) {
        const from = step.copy?.fromStage;
        if (from === undefined || !bringsProduct(step)) continue;
        for (const link of built.get(from) ?? [])
          if (!found.has(link.library)) found.set(link.library, { link, copy: step });
      }
      const image = found.size === 0 ? undefined : knownImageLibraries(stage);
      if (image === undefined) continue;
      for (const [library, { link, copy }] of found) {
        if (image.includes(library) || hasPackage(stage, (name) => brings(name, library), `package with ${library}`))
          continue;
        yield describe(library, link, copy, text);
      }
    }
    for (const stage of alpineStages) if (stage.inFinalImage) yield* withoutCxx(stage, text);
  },
});

/** Packages that do not bring `libstdc++` (index of Alpine 3.19); what others bring is not asked. */
const NO_CXX =
  /^(bash|busybox.*|ca-certificates.*|curl|dumb-init|gcompat|git|jq|libc6-compat|libgcc|make|musl.*|openssl|sed|su-exec|tar|tini.*|tzdata|unzip|wget|xz|zip|zlib.*)$/;
const mayBringCxx = (name: string): boolean => !NO_CXX.test(name);

/**
 * `g++` in a list that is deleted again takes `libstdc++` along. That a program is one of C++ is certain where `g++` itself is
 * called; what `make` calls may be C.
 */
function* withoutCxx(stage: Stage, text: string): Iterable<Finding> {
  if (stage.base.name !== 'alpine') return;
  for (const event of stage.packageEvents) {
    const compiler = event.packages.find(({ name }) => name === 'g++');
    if (event.kind !== 'add' || compiler === undefined || !event.invocation.certain) continue;
    const until = deletion(stage, event, 'g++');
    const calls = stage.steps
      .flatMap(({ instruction, invocations }) => (instruction.keyword === 'RUN' ? invocations : []))
      .filter(({ order }) => order > event.order && order < until);
    const by = calls.find(isCxx) ?? calls.find((each) => linkedBy(each) === 'any');
    if (until === Infinity || by === undefined || calls.some(mentionsStatic)) continue;
    if (hasPackage(stage, mayBringCxx)) return;
    yield {
      range: compiler.range,
      ...(!isCxx(by) && { severity: 'info' as const }),
      message: `Install \`libstdc++\` beside it${isCxx(by) ? '' : ', if this is C++'}: what \`${by.name ?? ''}\` compiles is linked to it, it goes with \`g++\`, and without it the program ends with "Error loading shared library libstdc++.so.6".`,
      related: [{ range: by.range, message: 'Compiled here.' }],
      fix: {
        title: 'Install libstdc++',
        edits: [installPackages(text, ['libstdc++'], { step: by.step, inTheEnd: true })],
      },
    };
    return;
  }
}

function isCxx({ name = '', args }: Invocation): boolean {
  return (
    /^(g|c|clang)\+\+$/.test(name) &&
    args.some(({ value }) => value === '-o') &&
    !args.some(({ value }) => value === '-c')
  );
}

function mentionsStatic({ args, assignments }: Invocation): boolean {
  return [...args.map(({ value, raw }) => value ?? raw), ...assignments.values()].some(
    (word) => word?.includes('static') === true,
  );
}

/** Something was compiled while headers were installed. */
interface Link {
  readonly library: string;
  readonly dev: PackageSpec;
  readonly by: Invocation;
}

function linksOf(stage: Stage): Link[] {
  if (!stage.packageEvents.some(({ packages }) => packages.some(({ name }) => libraryOf(name ?? '') !== undefined)))
    return [];
  // What `make` starts there is `go`, whose packages often bring the C sources of a library (SQLite) and link them in.
  const isGo = rootOf(stage).base.name === 'golang';
  const builders = stage.steps.flatMap(({ instruction, invocations }) =>
    instruction.keyword === 'RUN'
      ? invocations.flatMap((by) => {
          const what = linkedBy(by);
          return what === undefined || (isGo && what === 'any') ? [] : [{ by, what }];
        })
      : [],
  );
  if (builders.length === 0) return [];
  const links: Link[] = [];
  for (const event of stage.packageEvents) {
    if (event.kind !== 'add' || !event.invocation.certain) continue;
    for (const dev of event.packages) {
      const library = dev.name === undefined ? undefined : libraryOf(dev.name);
      if (library === undefined) continue;
      const until = deletion(stage, event, dev.name);
      const builder = builders.find(
        ({ by, what }) => by.order > event.order && by.order < until && (what === 'any' || what.has(library)),
      );
      if (builder !== undefined) links.push({ library, dev, by: builder.by });
    }
  }
  return links;
}

function deletion(stage: Stage, add: PackageEvent, name: string | undefined): number {
  const group = add.apk?.virtual?.name;
  return (
    stage.packageEvents.find(
      ({ kind, order, packages }) =>
        kind === 'del' && order > add.order && packages.some((each) => each.name === name || each.name === group),
    )?.order ?? Infinity
  );
}

/** Libraries of the table that are in the image of a stage; undefined when some package may bring more. */
function knownImageLibraries(stage: Stage): readonly string[] | undefined {
  const isOpen = alongChain(stage, mayBringMore) || hasPackage(stage, mayBringAny);
  return isOpen ? undefined : librariesOfImage(rootOf(stage).base.name ?? '');
}

/** What a package brings of the table; undefined for one that is not known. */
function librariesOf(name: string): readonly string[] | undefined {
  const library = libraryOf(name);
  return library === undefined ? librariesIn(name) : [library];
}

function mayBringAny(name: string): boolean {
  return librariesOf(name) === undefined;
}

function brings(name: string, library: string): boolean {
  return librariesOf(name)?.includes(library) === true;
}

function mayBringMore({ packageEvents, steps }: Stage, below = false): boolean {
  return (
    below ||
    packageEvents.some(
      ({ kind, packages }) =>
        kind === 'add' &&
        packages.some(({ name, kind: sort }) => name === undefined || sort === 'provides' || sort === 'file'),
    ) ||
    steps.some(({ invocations }) => invocations.some(findsLibraries))
  );
}

/** `scanelf … | xargs apk add`: the build finds the libraries itself. */
function findsLibraries({ name, args }: Invocation): boolean {
  return name === 'scanelf' || args.some(({ value }) => value === 'scanelf' || (name === 'xargs' && value === 'apk'));
}

/** Not what a bundler made for browsers, or documents. */
function bringsProduct({ copy }: Step): boolean {
  return (
    copy?.sources.some(
      ({ value }) =>
        value !== undefined &&
        !/(^|\/)(dist|public|static|assets|www|html|out|site|docs|etc)(\/|$)|\.\w{1,5}$/.test(value),
    ) === true
  );
}

function describe(library: string, { dev, by }: Link, copy: Step | undefined, text: string): Finding {
  const where =
    copy === undefined ? `\`${dev.name ?? ''}\` is deleted again` : `only the stage before has \`${dev.name ?? ''}\``;
  const before = copy ?? by.step;
  return {
    range: copy?.instruction.range ?? dev.range,
    message: `Install \`${library}\` in the stage that runs: what \`${by.name ?? ''}\` compiles here is linked to it, ${where}, and without it the program ends with "Error loading shared library".`,
    related: [
      { range: by.range, message: 'Compiled here.' },
      ...(copy === undefined ? [] : [{ range: dev.range, message: 'The headers are installed here.' }]),
    ],
    fix: { title: `Install ${library}`, edits: [installPackages(text, [library], { step: before, inTheEnd: true })] },
  };
}
