import type { Instruction } from '../../syntax/dockerfile/types.ts';
import type { ShellCommand, ShellNode, ShellScript } from '../../syntax/shell/types.ts';
import { parseShell, parseShellText } from '../../syntax/shell/parse-shell.ts';
import { walkShell } from '../../syntax/shell/walk.ts';
import { findFile } from '../../model/presence.ts';
import type { Model, Stage } from '../../model/types.ts';
import { insertAt, type Range } from '../../text.ts';
import { wordOf } from '../../facts/word-of.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';

export const rule = defineRule({
  id: 'entrypoint-exec',
  title: 'End an entrypoint script with exec',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['<<', 'context'],
  *check({ model }) {
    for (const stage of model.stages) {
      const { process } = stage;
      const step = stage.steps.find(({ instruction }) => instruction === process.instruction);
      const path = process.program[0];
      const script = step === undefined || path === undefined ? undefined : scriptAt(model, stage, path);
      const last = script === undefined ? undefined : unhandedCommand(script.script);
      if (script === undefined || last === undefined || step === undefined) continue;
      yield describe(
        last,
        script.exact ? last.range : (wordOf(step, path ?? '')?.range ?? step.instruction.range),
        script.exact,
      );
    }
  },
});

interface Found {
  readonly script: ShellScript;
  /** The ranges are places in the Dockerfile: a heredoc, not a file of the context. */
  readonly exact: boolean;
}

/** The text of a script, where a heredoc or a known file of the context has it. */
function scriptAt(model: Model, stage: Stage, path: string): Found | undefined {
  const file = findFile(stage, path);
  if (file === undefined || file.fromStage !== undefined) return undefined;
  const heredoc = heredocOf(file.step.instruction, file.source);
  if (heredoc !== undefined) {
    return isShell(heredoc.body.text, path) ? { script: parseShell(heredoc.body), exact: true } : undefined;
  }
  const name = file.source?.replace(/^\.?\//, '') ?? '';
  const inFolder = model.context?.paths.find(
    (each) => each === name || (path.endsWith(`/${baseName(each)}`) && each.startsWith(name.replace(/\.$/, ''))),
  );
  const text = inFolder === undefined ? undefined : model.context?.read(inFolder);
  if (text === undefined || !isShell(text, path)) return undefined;
  return { script: parseShellText(text, file.range), exact: false };
}

function heredocOf(instruction: Instruction, source: string | undefined): Instruction['heredocs'][number] | undefined {
  return source?.startsWith('<<') === true
    ? instruction.heredocs.find(({ name }) => `<<${name}` === source)
    : undefined;
}

function isShell(text: string, path: string): boolean {
  const shebang = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/.exec(text);
  if (shebang === null) return path.endsWith('.sh');
  return /(^|\/)(ba|a|da)?sh$/.test(shebang[2] ?? shebang[1] ?? '');
}

/**
 * The last command, when it starts the container's program without handing over to it: `"$@"`, or a server by name.
 * Any other last command may be done at once. A script that uses `exec` anywhere, or that waits for its children with a
 * trap, knows what it does.
 */
function unhandedCommand(script: ShellScript): ShellCommand | undefined {
  let aware = script.errors.length > 0;
  walkShell(script, (node) => {
    const name = node.kind === 'command' ? literal(node) : undefined;
    if (name === 'exec' || name === 'wait' || name === 'trap') aware = true;
  });
  const last = aware ? undefined : lastCommand(script.commands);
  const name = last === undefined ? undefined : literal(last);
  const handsArguments =
    last?.name?.parts.some((part) => part.kind === 'variable' && /^[@*1]$/.test(part.name)) === true;
  return handsArguments || (name !== undefined && SERVERS.has(baseName(name))) ? last : undefined;
}

/** Programs that run until they are stopped. */
const SERVERS = new Set(
  (
    'apache2 caddy crond dnsmasq gunicorn haproxy httpd java lighttpd mariadbd memcached mongod mysqld nginx node npm ' +
    'php-fpm postgres puma python python3 redis-server ruby sshd supervisord tail traefik uvicorn yarn'
  ).split(' '),
);

function lastCommand(nodes: readonly ShellNode[]): ShellCommand | undefined {
  const node = nodes.at(-1);
  if (node?.kind === 'and-or') return lastCommand(node.items);
  return node?.kind === 'command' ? node : undefined;
}

function literal(command: ShellCommand): string | undefined {
  const parts = command.name?.parts ?? [];
  return parts.length === 1 && parts[0]?.kind === 'literal' ? parts[0].value : undefined;
}

function describe(last: ShellCommand, range: Range, exact: boolean): Finding {
  return {
    range,
    message: `Write \`exec\` before ${last.name?.raw === '"$@"' ? '`"$@"`' : 'the last command'} of the script: the shell stays PID 1 otherwise, keeps SIGTERM to itself, and the program is killed after the grace period.`,
    fix: exact ? { title: 'Add exec', edits: [insertAt(last.range.start, 'exec ')] } : undefined,
  };
}
