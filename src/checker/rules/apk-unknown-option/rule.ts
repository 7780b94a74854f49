import { unknownCommand } from '../../apk/command.ts';
import { JUDGED_COMMANDS } from '../../apk/options.ts';
import { commandsLike } from '../../model/commands.ts';
import type { ApkOption } from '../../apk/types.ts';
import type { Invocation } from '../../model/types.ts';
import { removeApkOption, replaceInWord } from '../../fixes/edits.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-unknown-option',
  title: 'Use commands and options that apk has',
  category: 'packages',
  severity: 'error',
  fix: 'safe',
  needs: ['apk'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      for (const invocation of commandsLike(stage, /^apk$/)) {
        const { apk } = invocation;
        if (apk?.command === undefined) yield* inCommand(invocation, text);
        if (apk?.command === undefined || !JUDGED_COMMANDS.has(apk.command)) continue;
        for (const option of apk.options) {
          if (option.name !== undefined) continue;
          const idle = reason(option.written);
          yield {
            range: option.range,
            ...(invocation.tested ? { severity: 'warning' as const } : {}),
            message: `Remove \`${option.written}\`: ${idle ?? `\`apk ${apk.command}\` has no such option`}, and apk stops with "unrecognized option".`,
            fix: idle === undefined ? undefined : makeFix(invocation, option, text),
          };
        }
      }
    }
  },
});

/** What apt, yum and npm call it; apk 2.14.4 and 3.0 know none of these. */
const COMMANDS = new Map([
  ['install', 'add'],
  ...['remove', 'uninstall', 'delete', 'erase', 'purge', 'rm'].map((name) => [name, 'del'] as const),
]);

function* inCommand({ args, tested }: Invocation, text: string): Iterable<Finding> {
  const word = unknownCommand(args);
  const meant = COMMANDS.get(word?.value ?? '');
  if (word === undefined || meant === undefined) return;
  const edit = replaceInWord(text, word, word.value ?? '', meant);
  yield {
    range: word.range,
    ...(tested ? { severity: 'warning' as const } : {}),
    message: `Write \`apk ${meant}\`: apk has no command \`${word.value ?? ''}\`, and it stops with "'${word.value ?? ''}' is not an apk command".`,
    fix: edit && { title: `Write apk ${meant}`, edits: [edit] },
  };
}

/** Options of other package managers that ask for what apk does anyway. */
function reason(written: string): string | undefined {
  if (/^(-y|--yes|--assume-yes|--assumeyes|--noconfirm|--force-yes)$/.test(written)) {
    return 'apk asks no questions, so there is nothing to say yes to';
  }
  if (/^--no-(install-)?(recommends|suggests)$|^--without-recommends$/.test(written)) {
    return 'apk installs no recommended packages';
  }
  return undefined;
}

function makeFix(invocation: Invocation, option: ApkOption, text: string): ProposedFix | undefined {
  const edit = removeApkOption(text, invocation, option);
  return edit && { title: `Remove ${option.written}`, edits: [edit] };
}
