import type { ShellRedirect } from '../../syntax/shell/types.ts';
import { ERROR_TEXT } from '../files/disk.ts';
import { contentOf, UNKNOWN_CONTENT } from '../files/node.ts';
import { fails, type Status } from '../status.ts';
import { expandText } from './expand.ts';
import { Output } from './output.ts';
import type { Walker } from './shell.ts';
import { resolvePath } from '../../model/paths.ts';

/** BuildKit mounts its own over them, for reading alone, while a RUN runs. */
const MOUNTED_IN_BUILDS: readonly string[] = ['/etc/resolv.conf', '/etc/hosts'];

const READ_ONLY = { kind: 'error', errno: 'EROFS' } as const;

/** Where a command's output and input go; the command does not run when one of them cannot be opened. */
export function redirected(shell: Walker, redirects: readonly ShellRedirect[], run: () => Status, exit = 1): Status {
  if (redirects.length === 0) return run();
  const { out, stdin } = shell;
  const disk = shell.session.disk(shell.state.umask);
  let isSilent = false;
  const targets: { path: string; append: boolean; sink: Output }[] = [];
  for (const { operator, descriptor, target, body, range } of redirects) {
    const text = target === undefined ? undefined : expandText(target, shell);
    if (operator === '<<') {
      const literal = target?.parts[0]?.kind === 'literal' && target.parts[0].quoted;
      if (!literal && body !== undefined && shell.state.nounset) {
        const unset = [...body.matchAll(/(?<!\\)\$\{?([A-Za-z_]\w*)\}?/g)]
          .map((match) => match[1] ?? '')
          .find((name) => shell.state.lookup(name) === null);
        if (unset !== undefined) return fails(1, `sh: ${unset}: parameter not set`, range);
      }
      shell.stdin = literal || body === undefined || !/[$`\\]/.test(body) ? body : heredocText(shell, body);
      continue;
    }
    if (operator === '<<<') {
      shell.stdin = text === undefined ? undefined : `${text}\n`;
      continue;
    }
    if (operator === '>&' || operator === '<&') {
      if (operator === '>&' && (descriptor ?? 1) === 1 && text === '2') shell.out = new Output();
      if (operator === '>&' && descriptor === 2 && text === '1') isSilent ||= targets.length > 0;
      continue;
    }
    const path = text === undefined ? undefined : resolvePath(text, shell.state.cwd);
    if (path === undefined) {
      if (operator.startsWith('<')) shell.stdin = undefined;
      else shell.out = new Output();
      continue;
    }
    if (operator === '<') {
      const found = disk.find(path);
      if (found.at === 'there') {
        shell.stdin = found.node.kind === 'file' ? shell.session.textOf(found.node.content) : undefined;
        continue;
      }
      if (found.at === 'unknown') {
        shell.stdin = undefined;
        continue;
      }
      shell.out = out;
      // Seen with BusyBox 1.36.1.
      return fails(
        exit,
        `sh: can't open ${text ?? ''}: ${found.at === 'denied' ? ERROR_TEXT.EACCES : 'no such file'}`,
        range,
      );
    }
    const append = operator === '>>' || operator === '&>>';
    // Seen with Docker 26, BusyBox 1.36.1; a container may write them.
    const isOfBuild = shell.session.watch === undefined && MOUNTED_IN_BUILDS.includes(path);
    const done = isOfBuild ? READ_ONLY : disk.write(path, contentOf(''), append);
    if (done.kind === 'error') {
      shell.out = out;
      const why = done.errno === 'ENOENT' ? 'nonexistent directory' : ERROR_TEXT[done.errno];
      return fails(exit, `sh: can't create ${text ?? ''}: ${why}`, range);
    }
    if (descriptor === 2 || operator.startsWith('&')) isSilent = !path.startsWith('/dev/std');
    if (done.kind === 'unknown') shell.session.given.add(`\`${text ?? ''}\` can be written: ${done.why}`);
    if (descriptor === undefined || descriptor === 1 || operator.startsWith('&')) {
      const sink = new Output();
      targets.push({ path, append, sink });
      shell.out = sink;
    } else if (descriptor > 1 && !path.startsWith('/dev/')) disk.write(path, UNKNOWN_CONTENT, append);
  }
  const ended = run();
  // What it says goes elsewhere: Docker tells the exit code alone (seen).
  const status =
    isSilent && ended.kind === 'fails' && ended.reason !== undefined
      ? {
          ...ended,
          reason: { ...ended.reason, prints: `process did not complete successfully: exit code: ${ended.exit}` },
        }
      : ended;
  shell.out = out;
  shell.stdin = stdin;
  for (const { path, append, sink } of targets) {
    if (path.startsWith('/dev/')) {
      if (path === '/dev/stdout') out?.write(sink.text);
      continue;
    }
    if (sink.text !== '')
      shell.session.disk(shell.state.umask).write(path, sink.content ?? contentOf(sink.text), append);
  }
  return status;
}

function heredocText(shell: Walker, body: string): string | undefined {
  let text = '';
  let last = 0;
  for (const match of body.matchAll(/\\([$`\\\n])|\$(?:\{?([A-Za-z_]\w*|[?#0-9])\}?)|[$`]/g)) {
    text += body.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[1] !== undefined) text += match[1] === '\n' ? '' : match[1];
    else if (match[2] !== undefined && match[0].includes('{') === match[0].endsWith('}')) {
      const value = match[2] === '?' ? undefined : shell.state.lookup(match[2]);
      if (value === undefined) return undefined;
      text += value ?? '';
    } else if (match[0] === '$' && !/^[({]/.test(body.slice(last))) text += '$';
    else return undefined;
  }
  return text + body.slice(last);
}
