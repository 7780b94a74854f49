import { rootOf } from '../../model/stage-chain.ts';
import { resolvePath } from '../../model/paths.ts';
import { findFile } from '../../model/presence.ts';
import type { Stage } from '../../model/types.ts';
import { hasBusyBoxWget, healthcheckOf } from '../../facts/health.ts';
import { defineRule } from '../../rule.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'healthcheck-localhost',
  title: 'Ask 127.0.0.1 for health, not localhost',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      if (!hasBusyBoxWget(stage) || isGo(stage)) continue;
      for (const { name, args } of healthcheckOf(stage)?.invocations ?? []) {
        if (name !== 'wget') continue;
        const url = args.find(({ value }) => value !== undefined && /^(https?:\/\/)?localhost([:/]|$)/.test(value));
        const at = url === undefined ? -1 : sliceOf(text, url.range).indexOf('localhost');
        if (url === undefined || at < 0) continue;
        const start = url.range.start + at;
        yield {
          range: url.range,
          message:
            'Write `127.0.0.1`: `localhost` is also `::1`, BusyBox wget tries that address first and no other, and a server that listens on IPv4 alone then counts as ill.',
          fix: {
            title: 'Use 127.0.0.1',
            edits: [{ range: { start, end: start + 'localhost'.length }, text: '127.0.0.1' }],
          },
        };
      }
    }
  },
});

/** What Go's own packages open for `:8080` answers on both (net.Listen: "If the host … is empty … all available … addresses"). */
function isGo(stage: Stage): boolean {
  const program = stage.process.program[0];
  const from =
    program === undefined ? undefined : findFile(stage, resolvePath(program, stage.end.workdir) ?? program)?.fromStage;
  return from !== undefined && rootOf(from).base.name?.includes('golang') === true;
}
