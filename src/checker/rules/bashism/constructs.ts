import { imageTools } from '../../data/image-tools.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { Model, Step } from '../../model/types.ts';
import { LiteralWord } from '../../syntax/shell/literal-word.ts';
import type { ShellCommand, ShellNode, ShellRedirect, ShellWord, ShellWordPart } from '../../syntax/shell/types.ts';
import { type Range, sliceOf, type TextEdit } from '../../text.ts';
import type { ADVICE } from './advice.ts';
import { braceEdit } from './braces.ts';
import { entryOf } from '../../data/table.ts';

export interface Found {
  readonly kind: keyof typeof ADVICE;
  readonly range: Range;
  readonly name?: string | undefined;
  readonly edit?: TextEdit | undefined;
}

interface Place {
  readonly text: string;
  readonly step: Step;
  readonly model: Model;
}

/** What BusyBox ash refuses or does differently in one node; those inside it come by themselves. */
export function* constructsOf(node: ShellNode, place: Place): Iterable<Found> {
  const { text } = place;
  const { range } = node;
  switch (node.kind) {
    case 'command':
      yield* ofCommand(node, place);
      break;
    case 'pipeline':
      for (const bar of node.pipeBoth ?? [])
        yield { kind: 'pipeBoth', range: bar, edit: { range: bar, text: '2>&1 |' } };
      break;
    case 'loop':
      if (node.style === 'for' && node.variable === undefined) yield { kind: 'cFor', range };
      for (const word of node.words) {
        yield* ofWord(word, place);
        if (node.style === 'for') yield* ofBraces(word, place);
      }
      break;
    case 'case':
      yield* ofWord(node.subject, place);
      for (const { patterns } of node.arms) for (const word of patterns) yield* ofWord(word, place);
      break;
    case 'background':
      if (text.startsWith('coproc', range.start)) yield { kind: 'command', name: 'coproc', range };
      break;
    case 'arithmetic':
      yield { kind: 'arithmetic', range };
      break;
    case 'test':
      if (isBeyondTest(sliceOf(text, range))) yield { kind: 'conditional', range };
      else yield* alwaysTrue(sliceOf(text, range), place, range);
      break;
    case 'group':
      for (const redirect of node.redirects) yield* ofRedirect(redirect, place);
      break;
    default:
  }
}

/** `[[ -v X ]]`, `[[ a < b ]]` (a redirect), `[[ (a) ]]`, and a regular expression with a group in it. */
function isBeyondTest(written: string): boolean {
  const bare = written.replace(/"(?:\\[^]|[^"\\])*"?|'[^']*'?|\$\([^()]*\)|\$\{[^{}]*\}/g, 'x');
  const match = bare.indexOf('=~');
  return /\s(-v\s|[<>]\s|\(\s?)/.test(bare) || (match >= 0 && /[^\\]\(/.test(bare.slice(match + 2)));
}

/**
 * `[[ -n $X ]]`: where X is empty nothing is left but `-n`, which is a text that is not empty. What is known not to be
 * empty is left alone.
 */
function* alwaysTrue(written: string, { step }: Place, { start }: Range): Iterable<Found> {
  const bare = written.replace(/"(?:\\[^]|[^"\\])*"?|'[^']*'?/g, (quoted) => 'x'.repeat(quoted.length));
  for (const match of bare.matchAll(/\s-n\s+(\$(?:(\w+)|\{(\w+)\}))(?=\s)/g)) {
    const [whole, word = '', name = match[3]] = match;
    if (/\S/.test(step.before.env.get(name ?? '') ?? '')) continue;
    const at = start + match.index + whole.length - word.length;
    const range = { start: at, end: at + word.length };
    yield { kind: 'unquoted', name: word, range, edit: { range, text: `"${word}"` } };
  }
}

const BUILTIN_NAMES =
  'bind|builtin|caller|compgen|complete|declare|dirs|disown|enable|logout|mapfile|popd|pushd|readarray|shopt|suspend|typeset';
const BUILTINS = new RegExp(`^(${BUILTIN_NAMES})$`);

function* ofCommand(node: ShellCommand, place: Place): Iterable<Found> {
  const { text } = place;
  for (const { name, value, range } of node.assignments) {
    const sign = text.slice(range.start + name.length, range.start + name.length + 2);
    if (value?.parts[0]?.kind === 'other' && value.raw.startsWith('(')) yield { kind: 'array', range };
    else if (sign.startsWith('[')) yield { kind: 'array', range };
    else if (sign === '+=') yield { kind: 'append', range, edit: appendEdit(text, name, range.start, false) };
    if (value !== undefined) yield* ofWord(value, place);
  }
  for (const redirect of node.redirects) yield* ofRedirect(redirect, place);
  if (node.name === undefined) return;
  const name = node.name.raw;
  if (BUILTINS.test(name)) yield { kind: 'command', name, range: node.name.range };
  yield* ofWord(node.name, place);
  for (const word of node.args) yield* ofWord(word, place);
  yield* ofArguments(name, node, place);
}

/** `A+=x` to `A=${A}x`, `A+="x"` to `A="${A}x"`; `export` would split what is not quoted. */
function appendEdit(text: string, name: string, start: number, quote: boolean): TextEdit {
  const at = start + name.length;
  const isQuoted = text[at + 2] === '"';
  const before = isQuoted || quote ? '="' : '=';
  return {
    range: { start: at, end: at + (isQuoted ? 3 : 2) },
    text: `${before}\${${name}}${quote && !isQuoted ? '"' : ''}`,
  };
}

/** Commands whose words are names of files or packages, and which do not understand braces themselves, as curl does. */
const PLAIN = new Set(
  'apk cat chgrp chmod chown cp gem install ln ls mkdir mv npm pip pip3 rm rmdir tar tee touch unzip'.split(' '),
);

/** Letters and names that `set`, `read`, `export`, `local`, `trap` of ash refuse. */
const REFUSED: Readonly<Record<string, RegExp | undefined>> = {
  export: /^-f$/,
  local: /^-[aAinrux]+$/,
  printf: /^-v$|%q|%\(/,
  read: /^-[a-z]*[aeiN]/,
  readonly: /^-[afA]/,
  set: /^([-+][a-z]*[BTHh]|posix|history|braceexpand|functrace|histexpand|igncr)$/,
  trap: /^(DEBUG|RETURN)$/,
};

function* ofArguments(name: string, { args }: ShellCommand, place: Place): Iterable<Found> {
  const refused = entryOf(REFUSED, name);
  for (const word of args) {
    if (refused?.test(word.raw) === true) yield { kind: 'option', name: word.raw, range: word.range };
    if (PLAIN.has(name)) yield* ofBraces(word, place);
    const variable = /^(export|local|readonly)$/.test(name) ? /^(\w+)\+=/.exec(word.raw)?.[1] : undefined;
    if (variable !== undefined) {
      yield { kind: 'append', range: word.range, edit: appendEdit(place.text, variable, word.range.start, true) };
    }
  }
  const first = args[args[0]?.raw === '!' ? 1 : 0];
  if ((name === '[' || name === 'test') && first?.raw === '-v') yield { kind: 'conditional', range: first.range };
}

function* ofBraces(word: ShellWord, { text }: Place): Iterable<Found> {
  if (word instanceof LiteralWord) return;
  const braces = word.parts.filter(({ kind }) => kind === 'brace');
  if (braces.length === 0) return;
  yield { kind: 'brace', range: word.range, edit: braceEdit(text, word) };
}

function* ofRedirect({ operator, target, range }: ShellRedirect, place: Place): Iterable<Found> {
  if (operator === '<<<') yield { kind: 'hereString', range };
  else if (operator === '&>>' && target !== undefined) {
    yield { kind: 'redirectBoth', range, edit: { range, text: `>>${target.raw} 2>&1` } };
  }
  if (target === undefined || operator === '<<') return;
  yield* ofWord(target, place);
}

function* ofWord(word: ShellWord, place: Place): Iterable<Found> {
  if (word instanceof LiteralWord) return;
  for (const part of word.parts) yield* ofPart(part, word, place);
}

/** Variables that bash sets and ash does not. */
const VARIABLE_NAMES = 'BASHPID|BASH_SOURCE|EUID|FUNCNAME|HOSTTYPE|MACHTYPE|OSTYPE|PIPESTATUS|SECONDS|UID';
const BASH_VARIABLES = new RegExp(`^(${VARIABLE_NAMES})$`);

/** Each script with a finding has something of this in it; most scripts have not, and are done with that. */
export const SUSPECT = new RegExp(
  [
    String.raw`\(\(|=\(|\[\[|\w\[|\+=|<<<|\|&|&>>|[!@?*+]\(|[(\`]\s*<|\s-v\s|%[q(]`,
    String.raw`\{[^\s{}]{0,100}?(,|\.\.)|\{.?\{|\$\{(!|#?\w+[[^,@]|\w+/[#%])`,
    String.raw`\bset\s[^\n;&|]{0,99}?[-+ ](\w*[BTHh]\b|posix|history|\w+expand|functrace|igncr)`,
    String.raw`\b(read|readonly|export|local)\s[^\n;&|]{0,99}?[-+ ]\w*[aAinruxfeN]\b`,
    String.raw`\b(DEBUG|RETURN|coproc|${BUILTIN_NAMES}|${VARIABLE_NAMES})\b`,
  ].join('|'),
);

function* ofPart(part: ShellWordPart, { range, raw }: ShellWord, place: Place): Iterable<Found> {
  switch (part.kind) {
    case 'variable': {
      const { operator, name } = part;
      if (operator === undefined) {
        if (BASH_VARIABLES.test(name) && !isSet(name, place)) yield { kind: 'variable', name, range };
      } else if (/^[\^,@]/.test(operator)) yield { kind: 'expansion', name: raw, range };
      else if (/^\/[#%]/.test(operator)) yield { kind: 'replaceAnchored', name: raw, range };
      break;
    }
    case 'other':
      if (part.value.startsWith('${!')) yield { kind: 'expansion', name: part.value, range };
      else if (/^\$\{#?\w+\[/.test(part.value)) yield { kind: 'array', range };
      else if (/^[!@?*+]\(/.test(part.value)) yield { kind: 'extglob', name: part.value, range };
      break;
    case 'substitution': {
      const [only, ...more] = part.script.commands;
      if (only?.kind !== 'command' || more.length > 0 || only.name !== undefined || only.assignments.length > 0) break;
      const [redirect, ...others] = only.redirects;
      if (redirect?.operator !== '<' || redirect.target === undefined || others.length > 0) break;
      yield { kind: 'fileRead', range, edit: { range: redirect.range, text: `cat ${redirect.target.raw}` } };
      break;
    }
    default:
  }
}

/** Set by ARG, ENV, the script itself, or perhaps by a base image that is not known. */
function isSet(name: string, { step, model }: Place): boolean {
  const base = rootOf(step.stage).base.name;
  return (
    base === undefined ||
    imageTools(base) === undefined ||
    model.globalArgs.has(name) ||
    step.before.env.has(name) ||
    step.before.args.has(name) ||
    step.invocations.some(({ variables, assignments }) => variables.has(name) || assignments.has(name))
  );
}
