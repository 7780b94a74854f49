import type { FileEvent } from '../../model/types.ts';
import { removeFromChain } from '../../fixes/edits.ts';
import { zoneOfPath } from '../../facts/zoneinfo.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'tz-ineffective',
  title: 'Set the time zone once, where musl reads it',
  category: 'running',
  severity: 'info',
  fix: 'suggestion',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      const tz = stage.end.env.get('TZ');
      for (const event of stage.fileEvents) {
        if (event.invocation === undefined || event.kind === 'delete') continue;
        if (event.path === '/etc/timezone') {
          yield finding(
            event,
            text,
            'Leave `/etc/timezone` out: musl and BusyBox do not read it. They go by `TZ`, else by `/etc/localtime`.',
          );
        } else if (
          event.path === '/etc/localtime' &&
          tz !== undefined &&
          tz !== '' &&
          zoneOfPath(event.source ?? '') !== undefined
        ) {
          const { fix, ...said } = finding(
            event,
            text,
            `Leave \`/etc/localtime\` out: \`TZ=${tz}\` is set, and musl then does not look at that file.`,
          );
          // Where the zones are deleted again, that is what has to be mended.
          yield stage.installed.has('tzdata') ? { ...said, fix } : said;
        }
      }
    }
  },
});

function finding(event: FileEvent, text: string, message: string): Finding {
  const { invocation } = event;
  // Who explains it has a program that reads it.
  const isExplained = event.step.instruction.leading.some((comment) => /\btz|time[ -]?zone/i.test(comment.text));
  const edit = invocation === undefined || isExplained ? undefined : removeFromChain(text, invocation);
  return {
    range: invocation?.range ?? event.range,
    message,
    fix: edit && { title: 'Remove it', edits: [edit] },
  };
}
