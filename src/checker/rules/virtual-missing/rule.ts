import type { Invocation, PackageEvent } from '../../model/types.ts';
import { insertAt, type TextEdit } from '../../text.ts';
import { isWritten, removeCommands, removeWord } from '../../fixes/edits.ts';
import { packageClass } from '../../apk/package-classes.ts';
import { appendPackages, gapOf } from '../../fixes/package-edits.ts';
import { placesOf } from '../../fixes/shell-layout.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'virtual-missing',
  title: 'Give one name to packages that you delete together',
  category: 'virtual',
  severity: 'info',
  fix: 'suggestion',
  needs: ['apk del'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      for (const [i, event] of stage.packageEvents.entries()) {
        const names = event.kind === 'del' ? namesOf(event) : undefined;
        if (names === undefined || names.size < SEVERAL) continue;
        const [add, ...more] = addsOf(stage.packageEvents.slice(Math.max(0, i - NEAR), i), event, names);
        if (add === undefined || [add, ...more].some((each) => isTagged(each, names))) continue;
        yield {
          range: event.invocation.range,
          message: `Install them with \`apk add --virtual .build-deps\` and delete that one name: ${names.size} packages stand in two lists here, and one that is forgotten in the second list stays in the image.`,
          related: [{ range: add.invocation.range, message: 'The same packages are installed here.' }],
          fix: makeFix(add, more, event, names, text),
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

/** A group takes no repository tags: "'x@edge' is not a valid child dependency" (tried in 2.14.4). */
function isTagged({ packages }: PackageEvent, names: ReadonlySet<string>): boolean {
  return packages.some(({ name, repositoryTag }) => repositoryTag !== undefined && names.has(name ?? ''));
}

/** Commands further up than that are another matter. */
const NEAR = 20;

/** The `apk add` before it in the same RUN that lists all of them, and not as a group; else several that do so together. */
function addsOf(
  before: readonly PackageEvent[],
  del: PackageEvent,
  names: ReadonlySet<string>,
): readonly PackageEvent[] {
  const adds = before.filter(
    ({ kind, step, apk }) => kind === 'add' && step === del.step && apk !== undefined && apk.virtual === undefined,
  );
  const covers = (some: readonly PackageEvent[]): boolean => {
    const added = new Set(some.flatMap(({ packages }) => packages.map(({ name }) => name)));
    return [...names].every((name) => added.has(name));
  };
  const one = adds.find((add) => covers([add]));
  if (one !== undefined) return [one];
  const parts = adds.filter(({ packages }) => packages.every(({ name }) => name !== undefined && names.has(name)));
  return covers(parts) ? parts : [];
}

/** What stays gets an `apk add` of its own in front, laid out alike; what several commands add goes into the list of the first. */
function makeFix(
  add: PackageEvent,
  more: readonly PackageEvent[],
  del: PackageEvent,
  names: ReadonlySet<string>,
  text: string,
): ProposedFix | undefined {
  const first = del.packages[0];
  const last = del.packages.at(-1);
  const { node, args, range } = add.invocation;
  const option = args.findLast((word) => word.range.end < (add.packages[0]?.range.start ?? 0));
  if (first === undefined || last === undefined || option === undefined || node === undefined) return undefined;
  if (![option, ...del.packages].every((word) => isWritten(text, word)) || del.invocation.node === undefined)
    return undefined;
  if (
    del.step.stage.packageEvents.some(
      (event) => event.apk?.virtual?.name === GROUP && (event.step === del.step || !isDeleted(event)),
    )
  )
    return undefined;
  // An option between the names would go with them.
  if (
    del.invocation.args.some(
      ({ value, range: { start } }) =>
        value?.startsWith('-') === true && start > first.range.start && start < last.range.start,
    )
  )
    return undefined;
  const edits: TextEdit[] = [
    insertAt(option.range.end, ` --virtual ${GROUP}`),
    { range: { start: first.range.start, end: last.range.end }, text: GROUP },
  ];
  const kept = add.packages.filter(({ name }) => name === undefined || !names.has(name));
  // Forgotten, or there for what compiles later, or for the library that comes with the headers.
  if (kept.some(({ name }) => name !== undefined && packageClass(name) === 'build')) return undefined;
  if (kept.length > 0) {
    const gap = (kept.length > 1 ? gapOf(text, add) : undefined) ?? ' ';
    // What stood on a line of its own stands on one again.
    let end = option.range.end;
    let words = text.slice(range.start, end);
    for (const { raw, range: own } of kept) {
      words += (text.slice(end, own.start).includes('\n') ? gap : ' ') + raw;
      end = own.end;
    }
    const joint = jointBehind(text, add.invocation);
    if (joint === undefined) return undefined;
    edits.push(insertAt(range.start, words + joint));
    for (const word of kept) {
      const removed = removeWord(text, word);
      if (removed === undefined) return undefined;
      edits.push(removed);
    }
  }
  if (more.length > 0) {
    const removed = removeCommands(
      text,
      add.step,
      more.map(({ invocation }) => invocation),
    );
    const words = more.flatMap(({ packages }) => packages.map(({ raw }) => raw));
    const appended = appendPackages(text, add, words);
    if (removed === undefined || appended === undefined || !more.every((each) => isLike(each, add))) return undefined;
    edits.push(appended, ...removed);
  }
  return { title: 'Use a virtual package', edits };
}

const GROUP = '.build-deps';

/** Gone before the next group of that name. */
function isDeleted({ step, order }: PackageEvent): boolean {
  return step.stage.packageEvents.some(
    (event) =>
      event.kind === 'del' &&
      event.step === step &&
      event.order > order &&
      event.invocation.certain &&
      event.packages.some(({ name }) => name === GROUP),
  );
}

/** The same options, so that one command can do for both. */
function isLike(a: PackageEvent, b: PackageEvent): boolean {
  const optionsOf = ({ apk }: PackageEvent): string =>
    (apk?.options ?? [])
      .map(({ name, value }) => `${name ?? ''}=${value ?? ''}`)
      .sort()
      .join();
  return (
    a.invocation.certain === b.invocation.certain &&
    a.invocation.redirects.length === 0 &&
    optionsOf(a) === optionsOf(b)
  );
}

/** What stands between a command and the next of its list or chain; undefined where that is no plain joint. */
function jointBehind(text: string, { step, range }: Invocation): string | undefined {
  const place = placesOf(step).get(range.start);
  const next = place?.sequence.items[place.index + 1];
  const joint = next === undefined ? '' : text.slice(range.end, next.range.start);
  const unwrapped = joint.replace(/\\\r?\n/g, '');
  const bare = unwrapped.trim();
  return bare === '&&' || bare === ';' || (bare === '' && unwrapped.includes('\n')) ? joint : undefined;
}
