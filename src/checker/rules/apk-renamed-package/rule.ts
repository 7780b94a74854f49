import { renamedPackage, type Renamed } from '../../apk/renamed-packages.ts';
import type { PackageSpec } from '../../apk/types.ts';
import type { PackageEvent, Stage } from '../../model/types.ts';
import type { TextEdit } from '../../text.ts';
import { mayCopyTo } from '../../facts/copied-files.ts';
import { once } from '../../model/memo.ts';
import { removeWord, replaceInWord } from '../../fixes/edits.ts';
import { isAtLeast } from '../../facts/releases.ts';
import { defineRule, type Finding, type Severity } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-renamed-package',
  title: 'Use package names that exist',
  category: 'packages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['apk add'],
  *check({ alpineStagesWithOnbuild, text, today }) {
    for (const stage of alpineStagesWithOnbuild) {
      const repositories = firstChangeOfRepositories(stage);
      for (const event of stage.packageEvents) {
        // Another repository may well have the old name.
        if (event.kind !== 'add' || event.order >= repositories || event.apk?.has('repository') !== false) continue;
        // `apk add old || apk add new` says itself what to do.
        if (event.invocation.tested) continue;
        // One of several branches may be for an old release, and a tree of files may bring a list of repositories.
        const isSure = event.invocation.certain && event.order < once(stage, firstTree);
        for (const found of inCommand(event, stage, text, today))
          yield isSure || found.severity !== undefined ? found : { ...found, severity: 'warning' };
      }
    }
  },
});

/** The first step that may copy a list of repositories. */
function firstTree({ fileEvents }: Stage): number {
  return fileEvents.find((file) => mayCopyTo(file, '/etc/apk/repositories'))?.order ?? Infinity;
}

function* inCommand(event: PackageEvent, stage: Stage, text: string, today: string): Iterable<Finding> {
  let names: Set<string | undefined> | undefined;
  for (const spec of event.packages) {
    const renamed = spec.name === undefined || spec.kind !== 'package' ? undefined : renamedPackage(spec.name);
    if (renamed === undefined || spec.repositoryTag !== undefined || !isAtLeast(stage, renamed.since, today)) continue;
    names ??= new Set(event.packages.map(({ name }) => name));
    const there = names;
    const uses = renamed.use.split(' ');
    const missing = uses.filter((each) => !there.has(each));
    const edit = makeEdit(spec, renamed.name, missing.join(' '), text);
    // `apk del` of the old name would not take the new package.
    const isDeleted = stage.packageEvents.some(
      ({ kind, packages }) => kind === 'del' && packages.some(({ name }) => name === renamed.name),
    );
    for (const each of uses) there.add(each);
    const severity = SEVERITY[renamed.kind];
    yield {
      range: spec.range,
      ...(severity === undefined ? {} : { severity }),
      message: messageFor(renamed),
      fix: edit && !isDeleted ? { title: `Write ${renamed.use}`, edits: [edit] } : undefined,
    };
  }
}

/** What apk still finds stops no build. */
const SEVERITY: Readonly<Partial<Record<Renamed['kind'], Severity>>> = { alias: 'info', superseded: 'info' };

function messageFor({ name, kind, use }: Renamed): string {
  switch (kind) {
    case 'gone':
      return `Write \`${use}\`: Alpine has no package \`${name}\` any more, so \`apk add\` stops with "no such package".`;
    case 'elsewhere':
      return `Write \`${use}\`: \`${name}\` is the name of another distribution, and on Alpine \`apk add\` stops with "no such package".`;
    case 'alias':
      return `Write \`${use}\`: \`${name}\` is its name of Python 2 days, which apk finds only as long as the package carries it along.`;
    case 'superseded':
      return `Write \`${use}\`: Alpine's packages are built with OpenSSL, and \`${name}\` has files at the same paths as the \`${use}\` that other packages pull in.`;
  }
}

/** The new names in place of the old one, or nothing where they are asked for already. */
function makeEdit(spec: PackageSpec, name: string, missing: string, text: string): TextEdit | undefined {
  // A version of the old package says nothing about the new one.
  // Nor do scripts for Python 2 run with another one.
  if (spec.constraint !== undefined || /^(boost-)?py(thon)?2(-|$)/.test(name)) return undefined;
  if (missing !== '') return replaceInWord(text, spec, name, missing);
  return spec.raw === name ? removeWord(text, spec) : undefined;
}

/** Order of the first command that writes to the list of repositories; infinite when none does. */
function firstChangeOfRepositories(stage: Stage): number {
  const change = stage.fileEvents.find(({ path }) => path?.startsWith('/etc/apk/repositories') === true);
  return change?.order ?? Infinity;
}
