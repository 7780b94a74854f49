import { commandsLike } from '../../model/commands.ts';
import type { Invocation, Stage } from '../../model/types.ts';
import { accountAt, isRoot } from '../../facts/account.ts';
import { isWritten } from '../../fixes/edits.ts';
import { installFix } from '../../fixes/package-edits.ts';
import { PackageTimeline } from '../../facts/package-timeline.ts';
import { toBusyBox } from '../../fixes/account-commands.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'shadow-missing',
  title: 'Create accounts with adduser and addgroup',
  category: 'musl',
  severity: 'error',
  fix: 'suggestion',
  needs: [
    'chage',
    'chfn',
    'chgpasswd',
    'chsh',
    'gpasswd',
    'groupadd',
    'groupdel',
    'groupmems',
    'groupmod',
    'newusers',
    'useradd',
    'userdel',
    'usermod',
    'vipw',
  ],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) yield* inStage(stage, text);
  },
});

/** Programs of the package `shadow` that BusyBox lacks (`cmd:` entries of the signed 3.19 index; absent in 3.19.4). */
const PROGRAMS = /^(chage|chfn|chgpasswd|chsh|gpasswd|group(add|del|mems|mod)|newusers|user(add|del|mod)|vipw)$/;

function* inStage(stage: Stage, text: string): Iterable<Finding> {
  const moments = new PackageTimeline(stage);
  const missing: Invocation[] = [];
  for (const each of commandsLike(stage, PROGRAMS)) {
    if (each.certain && !each.tested && moments.has('shadow', each) === false && !moments.brings(each.name ?? ''))
      missing.push(each);
  }
  const rewrites = missing.map((each) => rewrite(text, each));
  // One package serves all; a rewrite is for one command.
  const all = rewrites.every((fix) => fix !== undefined);
  for (const [i, invocation] of missing.entries()) {
    const { name = '', step } = invocation;
    const own = all ? rewrites[i] : undefined;
    const instead = name.startsWith('group') ? '`addgroup`' : '`adduser` and `addgroup`';
    yield {
      range: invocation.range,
      message: `${own === undefined ? "Install `shadow` first, or use BusyBox's" : "Use BusyBox's"} ${instead}: Alpine has no \`${name}\` until \`shadow\` is installed, so this command ends with "not found".`,
      fix: own ?? installFix(text, step, 'shadow', invocation),
    };
    if (!all) return;
  }
}

/** The same account made with BusyBox's applets, where every word of the command allows it. */
function rewrite(text: string, invocation: Invocation): ProposedFix | undefined {
  const { node, range, programRange, args, redirects, assignments, step } = invocation;
  if (node === undefined || redirects.length > 0 || assignments.size > 0 || range.start !== programRange.start) {
    return undefined;
  }
  const { name: user } = accountAt(step.stage, step.index);
  if ((user !== undefined && !isRoot(user)) || !args.every((each) => isWritten(text, each))) return undefined;
  const command = toBusyBox(invocation);
  if (command === undefined) return undefined;
  return { title: `Use ${command.split(' ')[0] ?? ''}`, edits: [{ range, text: command }] };
}
