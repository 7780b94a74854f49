import { runsAsh } from '../../facts/ash.ts';
import { readOptions } from '../../facts/options.ts';
import { once } from '../../model/memo.ts';
import type { Argument, Invocation, Stage } from '../../model/types.ts';
import type { Finding } from '../../rule.ts';
import { insertAt } from '../../text.ts';

/** Commands that BusyBox takes, and understands otherwise than their author. Seen with 1.36.1 (Alpine 3.19.4). */
export function* misread(invocation: Invocation): Iterable<Finding> {
  if (invocation.name === 'adduser') yield* lostGroup(invocation);
  else if (invocation.name === 'echo') yield* plainEcho(invocation);
}

/**
 * `adduser -S -g app app` and `adduser -S app app`, where somebody has made a group `app`: `-g` is the full name, what stands behind
 * the name of the user is passed over, and the group is `nogroup`.
 */
function* lostGroup({ args, step }: Invocation): Iterable<Finding> {
  const { options, operands } = readOptions(args, {
    valued: 'hgsGuk',
    longValued: ['ingroup', 'uid', 'home', 'shell'],
  });
  if (options.length === 0 || options.some(({ name }) => name === 'G' || name === 'ingroup')) return;
  const isSystem = options.some(({ name }) => name === 'S' || name === 'system');
  const [user, behind] = operands;
  const found = options.find(({ name, isLong }) => name === 'g' && !isLong);
  const word = behind ?? found?.valueWord;
  const group = word?.value;
  // Without -S a group of the user's own name is made.
  if (group === undefined || (!isSystem && (group === user?.value || /^\d+$/.test(group)))) return;
  const meant = once(step.stage, groupsMade).get(group);
  if (meant === undefined && !/^\d+$/.test(group)) return;
  const range = { start: (behind ?? found?.word ?? args[0])?.range.start ?? 0, end: word?.range.end ?? 0 };
  const written = `-G ${meant ?? 'NAME'}`;
  yield {
    range,
    message: behind
      ? `Write \`${written} ${user?.raw ?? ''}\`: with an option \`adduser\` of BusyBox passes over a group behind the name, so the group of the user is ${isSystem ? '`nogroup`' : 'one of its own'}.`
      : `Write \`${written}\` for \`-g ${group}\`: the \`adduser\` of BusyBox takes \`-g\` for the full name, so the group of the user is ${isSystem ? '`nogroup`' : 'one of its own'}.`,
    fix:
      behind === undefined && found?.alone === true && meant !== undefined
        ? { title: 'Name the group', edits: [{ range, text: written }] }
        : undefined,
  };
}

/** The groups that `addgroup` and `groupadd` of a stage make, by name and by every word that may be their number. */
function groupsMade({ steps }: Stage): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  for (const { name, args } of steps.flatMap(({ invocations }) => invocations)) {
    if (!/^(addgroup|groupadd)$/.test(name ?? '')) continue;
    const { operands } = readOptions(args, { valued: 'g', longValued: ['gid'] });
    const group = operands.length === 1 ? operands[0]?.value : undefined;
    if (group !== undefined) for (const { value = '' } of args) made.set(value, group);
  }
  return made;
}

/** `echo "a=1\nb=2" > x.conf`: one line, with `\n` in it. What has quotes or brackets may mean it. */
function* plainEcho(invocation: Invocation): Iterable<Finding> {
  const { args, redirects, programRange, step } = invocation;
  const target = redirects.find(({ operator, descriptor }) => /^>>?$/.test(operator) && descriptor !== 2)?.target;
  if (target === undefined || /\.(json|sh|js|py|lua)\b|profile|rc\b/.test(target.raw) || !runsAsh(step)) return;
  if (args.some(isOption) || !args.some(({ value = '' }) => value.includes('\\n')) || args.some(isCode)) return;
  yield {
    range: invocation.range,
    message:
      'Write `echo -e`, or `printf`: without `-e` the `echo` of BusyBox writes `\\n` as two characters, so that all of it is one line of the file.',
    fix: { title: 'Add -e', edits: [insertAt(programRange.end, ' -e')] },
  };
}

const isOption = ({ value = '' }: Argument): boolean => /^-[neE]+$/.test(value);
const isCode = ({ value }: Argument): boolean => value === undefined || /["'`{}()%|]|PS1|\\[^nt]/.test(value);
