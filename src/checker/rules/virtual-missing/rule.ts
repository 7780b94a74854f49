import type { PackageEvent, Stage } from '../../model/types.ts';
import { isWritten } from '../support/edits.ts';
import { defineRule, type Fix } from '../types.ts';

export const rule = defineRule({
  id: 'virtual-missing',
  title: 'Give packages that go together a name',
  category: 'virtual',
  severity: 'info',
  fix: 'suggestion',
  lesson: 'virtual-packages',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      for (const [i, event] of stage.packageEvents.entries()) {
        const names = event.kind === 'del' ? namesOf(event) : undefined;
        if (names === undefined || names.size < SEVERAL) continue;
        const add = addOf(stage.packageEvents.slice(Math.max(0, i - NEAR), i), event, names);
        if (add === undefined) continue;
        yield {
          range: event.invocation.range,
          message: `Install them with \`apk add --virtual .build-deps\` and delete that one name: ${names.size} packages stand in two lists here, and one that is forgotten in the second list stays in the image.`,
          related: [{ range: add.invocation.range, message: 'The same packages are installed here.' }],
          fix: makeFix(stage, add, event, names, text),
        };
      }
    }
  },
});

/** One or two names are quickly written twice. */
const SEVERAL = 3;

function namesOf({ packages }: PackageEvent): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { name, kind, raw } of packages) {
    // A variable is one list already.
    if (name === undefined || kind !== 'package' || raw.includes('$')) return undefined;
    names.add(name);
  }
  return names;
}

/** Commands further up than that are another matter. */
const NEAR = 20;

/** The `apk add` before it in the same RUN that lists all of them, and not as a group. */
function addOf(
  before: readonly PackageEvent[],
  del: PackageEvent,
  names: ReadonlySet<string>,
): PackageEvent | undefined {
  return before.find((event) => {
    if (event.kind !== 'add' || event.step !== del.step || event.apk?.virtual !== undefined) return false;
    const added = new Set(event.packages.map(({ name }) => name));
    return [...names].every((name) => added.has(name));
  });
}

/** Where the lists are equal; else somebody has to say which packages stay. */
function makeFix(
  stage: Stage,
  add: PackageEvent,
  del: PackageEvent,
  names: ReadonlySet<string>,
  text: string,
): Fix | undefined {
  const first = del.packages[0];
  const last = del.packages.at(-1);
  if (add.apk === undefined || first === undefined || last === undefined || add.packages.length !== names.size)
    return undefined;
  if (
    !del.packages.every((each) => isWritten(text, each)) ||
    stage.packageEvents.some(({ apk }) => apk?.virtual?.name === '.build-deps')
  )
    return undefined;
  const at = add.invocation.args.findLast(({ range }) => range.end < (add.packages[0]?.range.start ?? 0));
  if (
    at === undefined ||
    !isWritten(text, at) ||
    add.invocation.node === undefined ||
    del.invocation.node === undefined
  )
    return undefined;
  // An option between the names would go with them.
  if (
    del.invocation.args.some(
      ({ value, range }) =>
        value?.startsWith('-') === true && range.start > first.range.start && range.start < last.range.start,
    )
  )
    return undefined;
  return {
    kind: 'suggestion',
    title: 'Use a virtual package',
    edits: [
      { range: { start: at.range.end, end: at.range.end }, text: ' --virtual .build-deps' },
      { range: { start: first.range.start, end: last.range.end }, text: '.build-deps' },
    ],
  };
}
