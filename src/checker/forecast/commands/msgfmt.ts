import { errnoOf, ERROR_TEXT } from '../files/disk.ts';
import { contentOf } from '../files/node.ts';
import type { Command } from '../shell/call.ts';
import { fails, unknown } from '../status.ts';
import { diskOf, Outcome } from './outcome.ts';
import { readOptions } from './options.ts';

/**
 * `msgfmt` of gettext: makes a catalogue of one text, `messages.mo` where no name is given. What it made keeps the name of the
 * text that it was made of. Messages and codes seen with gettext 0.21.
 */
export const msgfmt: Command = (call) => {
  const { options, operands } = readOptions(call, 'oDdlS', { 'output-file': 'o:', directory: 'D:' });
  const [source, ...more] = operands;
  if (source === undefined) return fails(1, 'msgfmt: no input file given');
  const target = options.get('o') ?? 'messages.mo';
  const [from, to] = [source.value === undefined ? undefined : call.path(source.value), call.path(target)];
  const isPlain = [...options.keys()].every((each) => /^(?:o|c|v|f|check|verbose|use-fuzzy|statistics)$/.test(each));
  if (from === undefined || to === undefined || more.length > 0 || !isPlain || target === '-') {
    call.session.machine.cloud('what msgfmt makes is not known');
    return call.session.assume('`msgfmt` works', call.asked);
  }
  const found = diskOf(call).find(from);
  const errno = errnoOf(found);
  if (errno !== undefined)
    return fails(1, `msgfmt: error while opening "${source.value ?? ''}" for reading: ${ERROR_TEXT[errno]}`);
  const content = found.at === 'there' && found.node.kind === 'file' ? found.node.content : undefined;
  if (content !== undefined && content.context === undefined && content.text === undefined)
    return unknown(`whether ${source.value ?? ''} is a text for msgfmt`);
  const text = content === undefined ? undefined : call.session.textOf(content);
  if (text !== undefined && !/^msgid\s+"/m.test(text)) return fails(1);
  const outcome = new Outcome(call);
  if (found.at === 'unknown') outcome.assume(`${source.value ?? ''} is there: ${found.because}`);
  const name = content?.context?.split('/').at(-1) ?? '';
  const made = { name, loads: [], libc: 'none' } as const;
  outcome.take(
    diskOf(call).write(to, contentOf(undefined, { made, plain: true })),
    (error) => `msgfmt: error while opening "${target}" for writing: ${error}`,
    `${target} can be written`,
  );
  return outcome.status;
};
