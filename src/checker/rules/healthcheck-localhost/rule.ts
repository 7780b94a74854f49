import { rootOf } from '../../model/stage-chain.ts';
import { baseName, resolvePath } from '../../model/paths.ts';
import { findFile } from '../../model/presence.ts';
import type { Model, Stage } from '../../model/types.ts';
import { copiedText } from '../../facts/script-file.ts';
import { hasBusyBoxWget, healthcheckOf } from '../../facts/health.ts';
import { defineRule } from '../../rule.ts';
import { sliceOf } from '../../text.ts';

export const rule = defineRule({
  id: 'healthcheck-localhost',
  title: 'Ask 127.0.0.1 for health, not localhost',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['HEALTHCHECK'],
  *check({ alpineStages, model, text }) {
    for (const stage of alpineStages) {
      const checks = healthcheckOf(stage)?.invocations.filter(({ name }) => name === 'wget') ?? [];
      if (checks.length === 0 || !hasBusyBoxWget(stage)) continue;
      const listens = listensOn(stage, model);
      if (listens === 'both') continue;
      for (const { args } of checks) {
        const url = args.find(({ value }) => value !== undefined && /^(https?:\/\/)?localhost([:/]|$)/.test(value));
        const at = url === undefined ? -1 : sliceOf(text, url.range).indexOf('localhost');
        if (url === undefined || at < 0) continue;
        const start = url.range.start + at;
        yield {
          range: url.range,
          ...(listens === 'unknown' && { severity: 'info' }),
          message:
            'Write `127.0.0.1`: `localhost` is also `::1`, BusyBox wget tries that address first and no other, so a server that listens on IPv4 alone counts as unhealthy.',
          fix: {
            title: 'Use 127.0.0.1',
            edits: [{ range: { start, end: start + 'localhost'.length }, text: '127.0.0.1' }],
          },
        };
      }
    }
  },
});

/**
 * Programs that listen on `::`, which takes in both, unless they are told an address: what Go's net.Listen opens for `:8080`
 * ("If the host … is empty … all available … addresses"), what Node's `listen(port)` does, and BusyBox's `nc` and `httpd`,
 * which share the code that listens (node 20, BusyBox 1.36.1, asked by BusyBox wget).
 */
const ON_BOTH = /^(node|npm|npx|yarn|pnpm|nc|httpd)$/;
/** Variables that say where to listen, and not where something else is. */
const OWN_ADDRESS = /^(HOST|HOSTNAME|IP)$|(^|_)(LISTEN|BIND)(_|$)/;

/** Where the server listens, as far as the file and the scripts that are known tell. */
function listensOn(stage: Stage, model: Model): 'both' | 'IPv4' | 'unknown' {
  const { program } = stage.process;
  const [first = ''] = program;
  const script = resolvePath(program[1] ?? '', stage.end.workdir);
  const told = [
    ...program,
    ...stage.end.env.entries().map(([name, value]) => (OWN_ADDRESS.test(name) ? value : undefined)),
    ...(script === undefined ? [] : [copiedText(model, stage, script)]),
  ];
  if (told.some((text) => text !== undefined && /\b(0\.0\.0\.0|127\.0\.0\.1|localhost)\b/.test(text))) return 'IPv4';
  return ON_BOTH.test(baseName(first)) || isGo(stage, first) ? 'both' : 'unknown';
}

function isGo(stage: Stage, program: string): boolean {
  const from = findFile(stage, resolvePath(program, stage.end.workdir) ?? program)?.fromStage;
  return from !== undefined && rootOf(from).base.name?.includes('golang') === true;
}
