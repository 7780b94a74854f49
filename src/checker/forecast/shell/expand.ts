import type { Range } from '../../text.ts';
import type { ShellScript, ShellWord, ShellWordPart } from '../../syntax/shell/types.ts';
import { expandShellWord } from '../../syntax/expand.ts';
import { LiteralWord } from '../../syntax/shell/literal-word.ts';
import type { Disk } from '../files/disk.ts';
import { arithmetic } from './arithmetic.ts';
import { expandGlob, matches } from './glob.ts';
import type { ShellState } from './state.ts';
import { withoutEnd } from '../../text.ts';
import { bracesOf } from './braces.ts';

/** A word of a command as the program gets it. */
export interface Field {
  /** Undefined: not known. */
  readonly value: string | undefined;
  /** An unquoted pattern whose matches are not all known; absolute. */
  readonly pattern?: string | undefined;
  /** What it begins with, when the rest is not known: `NAME=`. */
  readonly start?: string | undefined;
  readonly range: Range;
}

export interface Expander {
  readonly state: ShellState;
  disk(): Disk;
  /** Runs a command substitution and gives its output; undefined when that is not known. */
  substitute(script: ShellScript): string | undefined;
  /** `${A:?text}` and `set -u`: the script ends with an error. */
  abort(prints: string, range: Range): void;
}

/** One field while it is put together: `pattern` has `\` before characters that are meant literally. */
interface Piece {
  text: string | undefined;
  /** What was known before the first part that is not. */
  start?: string | undefined;
  pattern: string;
  glob: boolean;
}

/** Expands words to fields by the rules of ash: parameters, substitutions, splitting, file names. */
export function expandFields(words: readonly ShellWord[], expander: Expander): Field[] {
  const fields: Field[] = [];
  for (const word of words) {
    // As most are.
    if (word instanceof LiteralWord && !word.value.startsWith('~')) {
      fields.push({ value: word.value, range: word.range });
      continue;
    }
    const [only] = word.parts;
    if (word.parts.length === 1 && only?.kind === 'literal' && (only.quoted || !only.value.startsWith('~'))) {
      fields.push({ value: only.value, range: word.range });
    } else if (only?.kind === 'substitution' && /^[<>]\(/.test(word.raw)) {
      // `<(…)` is the name of a pipe, in ash as in bash (seen with BusyBox 1.36.1), and not what the commands print.
      expander.substitute(only.script);
      fields.push({ value: undefined, range: word.range });
    } else if (expander.state.isBash && word.parts.some(({ kind }) => kind === 'brace'))
      for (const each of bracesOf(word)) {
        if (each === undefined) fields.push({ value: undefined, range: word.range });
        else expandWordFields(each, expander, fields);
      }
    else expandWordFields(word, expander, fields);
  }
  return fields;
}

/**
 * The words of a command. Behind `export`, `readonly` and `local` an assignment stays one word, and is no pattern (seen with
 * BusyBox 1.36.1).
 */
export function expandCommand(name: ShellWord, args: readonly ShellWord[], expander: Expander): Field[] {
  if (!/^(?:export|readonly|local)$/.test(name.raw)) return expandFields([name, ...args], expander);
  const fields = expandFields([name], expander);
  for (const word of args) {
    const [start] = /^[A-Za-z_]\w*=/.exec(word.raw) ?? [];
    if (start === undefined) fields.push(...expandFields([word], expander));
    else fields.push({ value: expandText(word, expander), start, range: word.range });
  }
  return fields;
}

function expandWordFields(word: ShellWord, expander: Expander, into: Field[]): void {
  const pieces: Piece[] = [];
  let current: Piece | undefined;
  const open = (): Piece => (current ??= { text: '', pattern: '', glob: false });
  const close = (): void => {
    if (current !== undefined) pieces.push(current);
    current = undefined;
  };
  const add = (text: string | undefined, quoted: boolean): void => {
    const piece = open();
    if (text === undefined && piece.text !== undefined) piece.start = piece.text;
    piece.text = piece.text === undefined || text === undefined ? undefined : piece.text + text;
    piece.pattern += quoted ? (text ?? '').replace(/[\\*?[]/g, '\\$&') : (text ?? '');
    if (!quoted && /[*?[]/.test(text ?? '')) piece.glob = true;
  };
  word.parts.forEach((part, index) => {
    if (part.kind === 'literal') {
      const home = index === 0 && !part.quoted ? /^~(?=\/|$)/.test(part.value) : false;
      if (home) add(asText(expander.state.lookup('HOME')), true);
      add(home ? part.value.slice(1) : part.value, true);
      return;
    }
    if (part.kind === 'glob') {
      add(part.value, false);
      return;
    }
    if (part.kind === 'brace') {
      add(part.value, true);
      return;
    }
    const quoted = 'quoted' in part && part.quoted;
    if (
      part.kind === 'variable' &&
      (part.name === '@' || (part.name === '*' && !quoted)) &&
      part.operator === undefined
    ) {
      const { positional } = expander.state;
      if (positional === undefined) add(undefined, true);
      else
        positional.forEach((value, i) => {
          if (i > 0) close();
          add(value, true);
        });
      return;
    }
    const value = valueOf(part, expander, word.range);
    if (quoted || part.kind === 'arithmetic') {
      add(value, true);
      return;
    }
    if (value === undefined) {
      add(undefined, false);
      return;
    }
    // No separator makes a word of nothing.
    if (value === '') return;
    if (expander.state.lookup('IFS') !== null) {
      // Another separator: only an empty value or one without white space is split for certain.
      add(/[\s:,]/.test(value) ? undefined : value, false);
      return;
    }
    const split = value.split(/[ \t\n]+/);
    split.forEach((text, i) => {
      if (i > 0) close();
      if (text !== '') add(text, false);
    });
  });
  close();
  for (const { text, start, pattern, glob } of pieces) {
    if (text === undefined || !glob) into.push({ value: text, start, range: word.range });
    else {
      const { matches, complete, absolute } = expandGlob(pattern, expander.disk(), expander.state.cwd);
      if (!complete) into.push({ value: undefined, pattern: absolute, range: word.range });
      else if (matches.length === 0) into.push({ value: text, range: word.range });
      else for (const value of matches) into.push({ value, range: word.range });
    }
  }
}

/** The text of a word that is not split: an assignment's value, a redirect's target, the subject of `case`. */
export function expandText(word: ShellWord, expander: Expander): string | undefined {
  let text: string | undefined = '';
  word.parts.forEach((part, index) => {
    let value: string | undefined;
    if (part.kind === 'literal' || part.kind === 'glob' || part.kind === 'brace') {
      value = part.value;
      if (index === 0 && part.kind === 'literal' && !part.quoted && /^~(?=\/|$)/.test(value)) {
        const home = asText(expander.state.lookup('HOME'));
        value = home === undefined ? undefined : home + value.slice(1);
      }
    } else if (part.kind === 'variable' && (part.name === '@' || part.name === '*') && part.operator === undefined) {
      const { positional } = expander.state;
      value = positional?.every((each) => each !== undefined) === true ? positional.join(' ') : undefined;
    } else value = valueOf(part, expander, word.range);
    text = text === undefined || value === undefined ? undefined : text + value;
  });
  return text;
}

/** A pattern for `case`: quoted characters are literal. */
export function expandPattern(word: ShellWord, expander: Expander): string | undefined {
  let pattern = '';
  for (const part of word.parts) {
    if (part.kind === 'glob') pattern += part.value;
    else {
      const value = expandText({ ...word, parts: [part] }, expander);
      if (value === undefined) return undefined;
      const literal = part.kind === 'literal' || part.kind === 'brace' || ('quoted' in part && part.quoted);
      pattern += literal ? value.replace(/[\\*?[]/g, '\\$&') : value;
    }
  }
  return pattern;
}

function valueOf(part: ShellWordPart, expander: Expander, range: Range): string | undefined {
  const { state: shell } = expander;
  switch (part.kind) {
    case 'substitution': {
      const output = expander.substitute(part.script);
      return output === undefined ? undefined : withoutEnd(output, '\n');
    }
    case 'arithmetic':
      return arithmetic(
        part.value,
        (name) => shell.lookup(name),
        (name, value) => shell.set(name, value),
      );
    case 'variable': {
      const { name, operator, operand } = part;
      if (operator !== undefined && shell.isAsh && /^[\^,@]/.test(operator)) {
        badSubstitution(expander, range);
        return;
      }
      const value = special(name, shell);
      if (operator === undefined) {
        if (value === null && shell.nounset) expander.abort(`sh: ${name}: parameter not set`, range);
        return asText(value);
      }
      const empty = operator.startsWith(':') ? value === null || value === '' : value === null;
      if ((operator === ':?' || operator === '?') && value !== undefined && empty) {
        // Seen with BusyBox 1.36.1.
        const usual = `parameter not set${operator === ':?' ? ' or null' : ''}`;
        expander.abort(`sh: ${name}: ${operand === undefined || operand === '' ? usual : operand}`, range);
        return '';
      }
      for (const script of part.scripts ?? []) {
        if (value === undefined || (operator.endsWith('+') ? !empty : empty)) expander.substitute(script);
      }
      if (operator === 'length' || (operator === '#' && operand === undefined)) return undefined;
      if (/^(?:##?|%%?|\/\/?)$/.test(operator) || operator === 'length') {
        if (value === null && shell.nounset) expander.abort(`sh: ${name}: parameter not set`, range);
      }
      if (/^(?:##?|%%?)$/.test(operator)) return cut(asText(value), operator, operand);
      const text = expandShellWord({ parts: [part] }, (each) => special(each, shell));
      if ((operator === ':=' || operator === '=') && empty && value !== undefined) shell.set(name, text);
      return text;
    }
    default:
      if (shell.isAsh && part.kind === 'other' && /^\$\{(?:!\w|#?\w+\[)/.test(part.value)) {
        badSubstitution(expander, range);
        return;
      }
      return undefined;
  }
}

/** What only bash expands ends ash with 2 (seen with BusyBox 1.36.1). */
function badSubstitution(expander: Expander, range: Range): undefined {
  expander.abort('/bin/sh: syntax error: bad substitution', range);
  return undefined;
}

/** Variables that a shell sets itself. */
const OWN = /^(?:RANDOM|LINENO|PPID|SHLVL|OPTIND|SECONDS|EPOCH(?:SECONDS|REALTIME)|PS[124]|BASH\w*|UID|EUID|_)$/;

function special(name: string, shell: ShellState): string | null | undefined {
  if (name === '?') return shell.last === undefined ? undefined : String(shell.last);
  if (name === '#') return shell.positional === undefined ? undefined : String(shell.positional.length);
  if (name === '0') return shell.zero;
  if (/^\d+$/.test(name)) {
    if (shell.positional === undefined) return undefined;
    const index = Number(name) - 1;
    return index < shell.positional.length ? shell.positional[index] : null;
  }
  if (name === '@' || name === '*') {
    return shell.positional?.every((each) => each !== undefined) === true ? shell.positional.join(' ') : undefined;
  }
  if (name === 'PWD') return shell.cwd;
  if (!/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const value = shell.lookup(name);
  return value === null && OWN.test(name) ? undefined : value;
}

/** `${name#pattern}` and the like: without the shortest or the longest beginning or end that fits. */
function cut(value: string | undefined, operator: string, pattern: string | undefined): string | undefined {
  if (value === undefined || pattern === undefined || /[$`'"]/.test(pattern)) return undefined;
  const lengths = Array.from({ length: value.length + 1 }, (_, i) => (operator.length === 1 ? i : value.length - i));
  const isEnd = operator.startsWith('%');
  const piece = (length: number): string => (isEnd ? value.slice(value.length - length) : value.slice(0, length));
  const found = lengths.find((length) => matches(pattern, piece(length)));
  if (found === undefined) return value;
  return isEnd ? value.slice(0, value.length - found) : value.slice(found);
}

function asText(value: string | null | undefined): string | undefined {
  return value === null ? '' : value;
}
