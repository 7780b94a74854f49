import { contentOf, UNKNOWN_CONTENT } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails } from '../status.ts';
import { diskOf, Outcome } from './outcome.ts';
import { readOptions } from './options.ts';
import { linesOf, plainPattern } from './plain-pattern.ts';
import { readAll } from './read-all.ts';

/** `sed`: what `s/words/words/` makes of a known text; any other script makes something that is not known. */
export const sed: Command = (call) => {
  // What stands behind `-i` in its word is the end of the name under which the old file stays.
  const backup = call.words
    .map((word) => /^(?:-[nrEs]*i|--in-place=?)(.*)$/.exec(word ?? '')?.[1])
    .find((each) => each !== undefined);
  const inPlace = backup !== undefined;
  const args = call.args.map((field) => {
    const letters = /^-[nrEs]*i/.exec(field.value ?? '')?.[0];
    return letters === undefined ? field : { ...field, value: letters };
  });
  const { options, operands, refused } = readOptions({ ...call, args }, 'efE');
  if (refused !== undefined) return refused;
  // `-ez`: the script is z, which is no command of BusyBox's sed.
  const strange = call.words.find((word) => word !== undefined && /^-e[A-CEFI-KMOS-VX-Zefjkmouvz]$/.test(word));
  if (strange !== undefined) return fails(1, `sed: unsupported command ${strange.slice(2)}`);
  const hasScript = options.has('e') || options.has('f');
  const files = hasScript ? operands : operands.slice(1);
  if (!hasScript && operands.length === 0) return fails(1, 'Usage: sed');
  const outcome = new Outcome(call);
  const edit = substitution(call, hasScript);
  const text = readAll(call, files, outcome, (name, error) => `sed: ${name}: ${error}`);
  const made = text === undefined || edit === undefined ? undefined : edit(text);
  if (!inPlace) call.out?.write(made);
  if (!inPlace || outcome.status.kind === 'fails') return outcome.status;
  for (const { value } of files) {
    const path = value === undefined ? undefined : call.path(value);
    if (path === undefined) continue;
    if (backup !== '') diskOf(call).write(`${path}${backup}`, UNKNOWN_CONTENT);
    const content = files.length === 1 && made !== undefined ? contentOf(made) : UNKNOWN_CONTENT;
    outcome.take(
      diskOf(call).write(path, content),
      (error) => `sed: can't create temp file '${value ?? ''}XXXXXX': ${error}`,
      `${value ?? ''} is there`,
    );
  }
  return outcome.status;
};

/** What its scripts do to a text, when each is one substitution of plain words; undefined for any other. */
function substitution(call: Call, hasScript: boolean): ((text: string) => string) | undefined {
  const scripts: string[] = [];
  let isQuiet = false;
  for (let i = 0; i < call.words.length; i++) {
    const word = call.words[i];
    if (word === undefined) return undefined;
    if (/^-n?e$/.test(word)) {
      isQuiet ||= word === '-ne';
      const script = call.words[++i];
      if (script === undefined) return undefined;
      scripts.push(script);
    } else if (word === '-n') isQuiet = true;
    else if (/^-[iE]$/.test(word)) continue;
    else if (word.startsWith('-')) return undefined;
    else if (!hasScript && scripts.length === 0) scripts.push(word);
  }
  const edits = scripts.map((script) => oneSubstitution(script, isQuiet));
  if (edits.length === 0 || edits.includes(undefined) || (isQuiet && edits.length > 1)) return undefined;
  return (text) => edits.reduce((so, edit) => edit?.(so) ?? so, text);
}

function oneSubstitution(script: string, isQuiet: boolean): ((text: string) => string) | undefined {
  const mark = script.charAt(1);
  const [s, from = '', to = '', flags = '', ...more] = script.split(mark);
  if (s !== 's' || /[\w\s\\]/.test(mark) || mark === '' || more.length > 0) return undefined;
  if (/[&\\\n]/.test(to) || !/^[gp]?$/.test(flags) || (flags === 'p') !== isQuiet) return undefined;
  const match = plainPattern(from);
  // A pattern that fits nothing in particular fits again and again.
  if (match === undefined || (flags === 'g' && !/^[\w\s@:;=,%<>/#-]+$/.test(from))) return undefined;
  const edited = (line: string): string | undefined => {
    const found = match(line);
    if (found === undefined) return undefined;
    return flags === 'g' ? line.replaceAll(from, () => to) : line.slice(0, found[0]) + to + line.slice(found[1]);
  };
  return (text) => {
    // The last line ends as it did.
    const lines = linesOf(text).flatMap((line, i, all) => {
      const made = edited(line) ?? (isQuiet ? undefined : line);
      return made === undefined ? [] : [i === all.length - 1 && !text.endsWith('\n') ? made : `${made}\n`];
    });
    return lines.join('');
  };
}
