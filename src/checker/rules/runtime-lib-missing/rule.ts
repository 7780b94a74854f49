import { hasPackage } from '../../facts/package-names.ts';
import { librariesIn } from '../../data/brought-libraries.ts';
import { librariesOfImage, libraryOf } from '../../data/runtime-libraries.ts';
import { alongChain, rootOf } from '../../model/stage-chain.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { Invocation, PackageEvent, Stage, Step } from '../../model/types.ts';
import { installPackages } from '../../fixes/package-edits.ts';
import { addTo, codeList, enumerate } from '../../lists.ts';
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
      const found = new Map<string, Omit<Missing, 'library'>>();
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
      const missing = [...found].filter(
        ([library]) =>
          !image.includes(library) &&
          !hasPackage(stage, (name) => brings(name, library), `package with ${library}`) &&
          (library !== CXX || rootOf(stage).base.name === 'alpine'),
      );
      // What the same step lacks is one fault.
      const bySteps = new Map<Step, Missing[]>();
      for (const [library, each] of missing)
        if (library === CXX) yield* describe([{ library, ...each }], text);
        else addTo(bySteps, each.copy ?? each.link.by.step, { library, ...each });
      for (const each of bySteps.values()) yield* describe(each, text);
    }
  },
});

/** The library of C++, for `g++` as its headers. What calls it may be C, so this is a note. */
const CXX = 'libstdc++';
/** Packages that do not bring it (index of Alpine 3.19); what others bring is not asked. */
const NO_CXX = /^(bash|ca-certificates|curl|dumb-init|git|jq|make|openssl|su-exec|tini|tzdata|wget)$/;

function headersOf(dev: string): string | undefined {
  return dev === 'g++' ? CXX : libraryOf(dev);
}

/** Something was compiled while headers were installed. */
interface Link {
  readonly library: string;
  readonly dev: PackageSpec;
  readonly by: Invocation;
}

/** A library that a stage lacks, and the COPY that brought what needs it. */
interface Missing {
  readonly library: string;
  readonly link: Link;
  readonly copy: Step | undefined;
}

function linksOf(stage: Stage): Link[] {
  if (!stage.packageEvents.some(({ packages }) => packages.some(({ name }) => headersOf(name ?? '') !== undefined)))
    return [];
  if (isStatic(stage)) return [];
  // In the image of a language `make` starts tools of that language, unless something was set up for a compiler; the packages of
  // Go often bring the C sources of a library (SQLite) and link them in.
  const { name } = rootOf(stage).base;
  const isGo = name === 'golang';
  const isForC = name === 'alpine' || stage.steps.some(({ invocations }) => invocations.some(setsUp));
  const builders = stage.steps.flatMap(({ instruction, invocations }) =>
    instruction.keyword === 'RUN'
      ? invocations.flatMap((by) => {
          const what = linkedBy(by);
          return what === undefined || (isGo && what === 'any') || (!isForC && isTask(by)) ? [] : [{ by, what }];
        })
      : [],
  );
  if (builders.length === 0) return [];
  const links: Link[] = [];
  for (const event of stage.packageEvents) {
    if (event.kind !== 'add' || !event.invocation.certain) continue;
    for (const dev of event.packages) {
      const library = dev.name === undefined ? undefined : headersOf(dev.name);
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

/** Whether a command is `make`, which may do anything. */
function isTask({ name }: Invocation): boolean {
  return name === 'make' || name === 'gmake';
}

/** `./configure`, `cmake -B build`: C or C++ is compiled here. */
function setsUp({ name }: Invocation): boolean {
  return (
    name !== undefined &&
    /^(configure|Configure|config|cmake|meson|autoreconf|autogen\.sh|bootstrap|phpize)$/.test(name)
  );
}

/** They put the libraries that a program loads beside it. */
const BUNDLERS = /^(pyinstaller|nuitka3?|staticx|auditwheel|linuxdeploy|exodus)$/i;

/** A bundler, flags, a target or packages of static libraries say that what comes out needs none at run time. */
function isStatic({ packageEvents, steps }: Stage): boolean {
  return (
    packageEvents.some(({ packages }) => packages.some(({ name }) => name?.endsWith('-static') === true)) ||
    steps.some(
      ({ instruction: { keyword, body }, invocations }) =>
        (/^(RUN|ENV|ARG)$/.test(keyword) && /[\s="'](-static\b|-l:lib)/.test(body.text)) ||
        invocations.some(
          ({ name = '', args }) =>
            BUNDLERS.test(name) ||
            (name === 'make' && args.some(({ value }) => value === 'static')) ||
            // `python3 -m PyInstaller app.py`
            (args[0]?.value === '-m' && BUNDLERS.test(args[1]?.value ?? '')),
        ),
    )
  );
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
  return library === CXX ? !NO_CXX.test(name) : librariesOf(name)?.includes(library) === true;
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

/**
 * The command itself says what is compiled: an extension of PHP, a driver by its name. What `make` or a list of packages compiles,
 * and whether that serves the build alone, the file does not show.
 */
function namesWhatItLinks(by: Invocation): boolean {
  if (by.name === 'docker-php-ext-install' || by.name === 'pecl') return true;
  const linked = linkedBy(by);
  return (
    /^(pip|python)[\d.]*$/.test(by.name ?? '') &&
    linked !== undefined &&
    linked !== 'any' &&
    !by.args.some(({ value, raw }) => /^(-r|--requirement|-e|--editable)|^[./]|\$/.test(value ?? raw))
  );
}

function isCopy({ copy }: Step): boolean {
  return copy !== undefined;
}

function* describe(missing: readonly Missing[], text: string): Iterable<Finding> {
  const [first] = missing;
  if (first === undefined) return;
  const { copy } = first;
  const { by, dev } = first.link;
  const isCxx = first.library === CXX;
  const names = missing.map(({ library }) => library);
  const headers = codeList([...new Set(missing.map(({ link }) => link.dev.name ?? ''))]);
  const isOne = missing.length === 1;
  const isShown = missing.some(({ link }) => namesWhatItLinks(link.by));
  const where =
    copy === undefined ? `${headers} ${isOne ? 'is' : 'are'} deleted again` : `only the stage before has ${headers}`;
  yield {
    range: copy?.instruction.range ?? dev.range,
    ...(!isShown && { severity: 'info' }),
    message: isShown
      ? `Install ${codeList(names)} in the stage that runs: what \`${by.name ?? ''}\` compiles here is linked to ${isOne ? 'it' : 'them'}, ${where}, and without ${isOne ? 'it' : 'them'} the program ends with "Error loading shared library".`
      : `Install ${codeList(names)} in the stage that runs, if what \`${by.name ?? ''}\` compiles here ${isCxx ? 'is C++' : `is linked to ${isOne ? 'it' : 'them'} and runs there`}: ${where}, and without ${isOne ? 'it' : 'them'} such a program ends with "Error loading shared library".`,
    related: [
      { range: by.range, message: 'Compiled here.' },
      ...(copy === undefined ? [] : [{ range: dev.range, message: 'The headers are installed here.' }]),
    ],
    fix: {
      title: `Install ${enumerate(names)}`,
      // In front of all that is copied, whose layers it then outlives.
      edits: [installPackages(text, names, { step: copy?.stage.steps.find(isCopy) ?? by.step, inTheEnd: true })],
    },
  };
}
