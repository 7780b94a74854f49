import type { FileEvent, Stage } from '../../model/types.ts';
import { removeCommands, removeWithComments } from '../../fixes/edits.ts';
import { copiedText } from '../../facts/script-file.ts';
import { isAtLeast } from '../../facts/releases.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'nsswitch-write',
  title: 'Leave nsswitch.conf alone',
  category: 'musl',
  severity: 'info',
  fix: 'suggestion',
  *check({ alpineStagesWithOnbuild, model, text, today }) {
    for (const stage of alpineStagesWithOnbuild) {
      // The file came with 3.16 (3.15.11 has none, 3.16.9 and 3.20.3 do): before that, Go wanted one.
      if (stage.libc !== 'musl' || !stage.fileEvents.some(({ path }) => path === PATH)) continue;
      if (!isAtLeast(stage, '3.16', today)) continue;
      for (const event of stage.fileEvents) {
        if (event.path !== PATH || event.kind === 'delete' || event.kind === 'chown' || isGuarded(event, stage))
          continue;
        yield {
          range: event.invocation?.range ?? event.range,
          message:
            'Leave `/etc/nsswitch.conf` as it is: musl does not read it, and since Alpine 3.16 the base image has one with `hosts: files dns`, which is all that Go asks for.',
          fix: isOwn(event, copiedText(model, stage, PATH)) ? makeFix(text, event) : undefined,
        };
      }
    }
  },
});

const PATH = '/etc/nsswitch.conf';

/** What comments above such a line speak of. */
const ABOUT = /nsswitch|resolv|\bhosts\b|\bDNS\b|\bmusl\b|\bgo(lang)?\b/i;

/** `[ ! -e /etc/nsswitch.conf ] && …`, as the official images write it, or gcompat's glibc programs beside it. */
function isGuarded({ invocation, step }: FileEvent, stage: Stage): boolean {
  if (invocation?.certain === false) return true;
  const asks = step.invocations.some(
    ({ name, args, order }) =>
      order < (invocation?.order ?? 0) &&
      (name === '[' || name === 'test' || name === 'grep') &&
      args.some(({ value }) => value === PATH),
  );
  return asks || ['gcompat', 'libc6-compat'].some((name) => stage.installed.has(name));
}

/** The line that the base has; another one may be what Go is to read. */
function isOwn({ kind, invocation }: FileEvent, copied: string | undefined): boolean {
  const written = kind === 'copy' ? copied : invocation?.args.map(({ value }) => value ?? '').join(' ');
  return written !== undefined && /^(-\w+ )?\s*hosts:\s*files dns(\\n|\s)*$/.test(written);
}

function makeFix(text: string, { invocation, step, kind }: FileEvent): ProposedFix | undefined {
  const title = 'Leave nsswitch.conf alone';
  if (kind === 'copy') {
    return step.copy?.sources.length === 1
      ? { title, edits: [removeWithComments(text, step.instruction, ABOUT)] }
      : undefined;
  }
  if (invocation === undefined || (invocation.name !== 'echo' && invocation.name !== 'printf')) return undefined;
  const isAll = step.invocations.length === 1 && step.mounts.length === 0;
  const edits = isAll ? [removeWithComments(text, step.instruction, ABOUT)] : removeCommands(text, step, [invocation]);
  return edits && { title, edits };
}
