import { insertAt, type MappedText } from '../../text.ts';
import { isSpace } from '../chars.ts';
import { nearest } from '../suggest.ts';
import type { Flag, SyntaxProblem } from './types.ts';
import { codeList, settled } from '../../lists.ts';
import { entryOf } from '../../data/table.ts';

/** `list` may be given more than once. */
type FlagKind = 'bool' | 'text' | 'list';

const copyFlags = {
  chown: 'text',
  from: 'text',
  chmod: 'text',
  link: 'bool',
  exclude: 'list',
  parents: 'bool',
} as const;

/** The flags of each instruction (BuildKit, frontend/dockerfile/instructions/parse.go). */
const flagsOf: Readonly<Record<string, Readonly<Record<string, FlagKind>>>> = {
  ADD: {
    chown: 'text',
    chmod: 'text',
    link: 'bool',
    'keep-git-dir': 'bool',
    checksum: 'text',
    unpack: 'bool',
    exclude: 'list',
  },
  COPY: copyFlags,
  FROM: { platform: 'text' },
  HEALTHCHECK: { interval: 'text', timeout: 'text', 'start-period': 'text', 'start-interval': 'text', retries: 'text' },
  RUN: { mount: 'list', network: 'text', security: 'text', device: 'list' },
};

const choices: Readonly<Record<string, readonly string[]>> = {
  network: ['default', 'none', 'host'],
  security: ['insecure', 'sandbox'],
};

/**
 * Takes the flags from the front of the arguments; `--` ends them. Quotes and escapes are taken off.
 * @returns the flags and where the arguments begin
 */
export function readFlags(
  line: MappedText,
  start: number,
  end: number,
  escape: string,
): {
  flags: readonly Flag[];
  at: number;
} {
  const { text } = line;
  const flags: Flag[] = [];
  let at = start;
  for (;;) {
    while (at < end && isSpace(text.charCodeAt(at))) at++;
    if (at >= end || text[at] !== '-' || text[at + 1] !== '-') return { flags: settled(flags), at };
    const from = at;
    let equals = -1;
    let quote = '';
    let word = '';
    while (at < end && (quote !== '' || !isSpace(text.charCodeAt(at)))) {
      const char = text[at] ?? '';
      if (quote === '' ? char === '"' || char === "'" : char === quote) {
        quote = quote === '' ? char : '';
      } else {
        if (char === escape) at++;
        else if (char === '=' && equals < 0) equals = at;
        if (at < end) word += text[at] ?? '';
      }
      at++;
    }
    at = Math.min(at, end);
    if (word === '--') return { flags: settled(flags), at };
    if (word === '') continue;
    const split = word.indexOf('=');
    flags.push({
      name: split < 0 ? word.slice(2) : word.slice(2, split),
      value: split < 0 ? undefined : word.slice(split + 1),
      range: line.range(from, at),
      valueRange: equals < 0 ? undefined : line.range(equals + 1, at),
    });
  }
}

/** Reports flags that BuildKit refuses. */
export function checkFlags(keyword: string, flags: readonly Flag[], problems: SyntaxProblem[]): void {
  if (flags.length === 0) return;
  const known = flagsOf[keyword] ?? {};
  const seen = new Set<string>();
  for (const flag of flags) {
    const kind = entryOf(known, flag.name);
    if (kind === undefined) {
      problems.push(unknownFlag(keyword, flag, Object.keys(known)));
      continue;
    }
    if (seen.has(flag.name) && kind !== 'list') {
      problems.push({
        code: 'duplicate-flag',
        message: `Keep one \`--${flag.name}\`: ${keyword} takes it once.`,
        range: flag.range,
      });
    }
    seen.add(flag.name);
    const complaint = valueComplaint(keyword, flag, kind);
    if (complaint !== undefined)
      problems.push({ code: 'bad-argument', range: flag.valueRange ?? flag.range, ...complaint });
  }
}

function unknownFlag(keyword: string, flag: Flag, known: readonly string[]): SyntaxProblem {
  const near = nearest(flag.name, known);
  const { range } = flag;
  if (near === undefined) {
    const list = codeList(known.map((name) => `--${name}`));
    return {
      code: 'unknown-flag',
      message:
        known.length === 0
          ? `Remove \`--${flag.name}\`: ${keyword} has no flags. An argument that starts with \`--\` goes behind \`--\`.`
          : `Remove \`--${flag.name}\` or put it behind the command: ${keyword} knows ${list}.`,
      range,
    };
  }
  const name = { start: range.start + 2, end: range.start + 2 + flag.name.length };
  return {
    code: 'unknown-flag',
    message: `Write \`--${near}\`: ${keyword} has no flag \`--${flag.name}\`.`,
    range,
    fix: { title: `Change to --${near}`, range: name, text: near },
  };
}

type Complaint = Pick<SyntaxProblem, 'message' | 'fix'>;

function valueComplaint(keyword: string, flag: Flag, kind: FlagKind): Complaint | undefined {
  const { name, value } = flag;
  if (kind === 'bool') {
    if (value === undefined || /^(true|false)$/i.test(value)) return undefined;
    return { message: `Write \`--${name}\`, \`--${name}=true\` or \`--${name}=false\`: this flag is a switch.` };
  }
  if (value === undefined)
    return { message: `Give \`--${name}\` a value, as in \`--${name}=…\`: ${keyword} needs one here.` };
  if (keyword === 'HEALTHCHECK' && value !== '') return healthComplaint(flag, value);
  const allowed = keyword === 'RUN' ? entryOf(choices, name) : undefined;
  if (allowed === undefined || allowed.includes(value)) return undefined;
  return {
    message: `Write ${codeList(allowed, 'or')}: \`--${name}\` knows no other value.`,
  };
}

const duration = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

function healthComplaint(flag: Flag, value: string): Complaint | undefined {
  const { name, valueRange } = flag;
  if (name === 'retries') {
    if (/^\+?\d{1,10}$/.test(value) && Number(value) < 2 ** 31) return undefined;
    return {
      message: 'Write a whole number: `--retries` counts the failures in a row that make the container unhealthy.',
    };
  }
  if (/^\d+$/.test(value) && Number(value) !== 0) {
    const fix = valueRange && {
      title: 'Add the unit for seconds',
      ...insertAt(valueRange.end, 's'),
    };
    return { message: `Write \`--${name}=${value}s\`: a duration needs a unit.`, ...(fix && { fix }) };
  }
  const length = duration.test(value) ? milliseconds(value) : -1;
  if (length === 0 || length >= 1) return undefined;
  return {
    message: `Write a duration of one millisecond or more, such as \`30s\` or \`1m30s\`: \`--${name}\` takes nothing else.`,
  };
}

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

function milliseconds(value: string): number {
  let sum = 0;
  for (const part of value.replace(/^[-+]/, '').split(/(?<=[a-zµμ])(?=[\d.])/)) {
    const [count = ''] = /^[\d.]*/.exec(part) ?? [];
    sum += Number(count) * (units[part.slice(count.length)] ?? 0);
  }
  return value.startsWith('-') ? -sum : sum;
}
