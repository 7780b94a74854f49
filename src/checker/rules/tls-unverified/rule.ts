import { oneForEachCause } from '../../facts/one-fact.ts';
import { downloadOf, isCheckedLater } from '../../facts/downloads.ts';
import { readOptions } from '../../facts/options.ts';
import { isLiteral, removeWord } from '../../fixes/edits.ts';
import { runCommands } from '../../model/commands.ts';
import type { Argument, Invocation } from '../../model/types.ts';
import { literalOf } from '../../syntax/expand.ts';
import type { Range } from '../../text.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'tls-unverified',
  title: 'Let TLS check who answers',
  category: 'safety',
  severity: 'warning',
  fix: 'suggestion',
  *check({ stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      for (const { instruction } of stage.steps) {
        const { keyword } = instruction;
        if (keyword !== 'ENV' && keyword !== 'ARG') continue;
        for (const { name, nameRange, value } of instruction.pairs) {
          if (value === undefined || !switchesOff(name, literalOf(value))) continue;
          yield { range: { start: nameRange.start, end: value.range.end }, ...said(name, keyword === 'ENV') };
        }
      }
      for (const invocation of runCommands(stage)) {
        const off = optionOf(invocation) ?? settingOf(invocation);
        if (off === undefined || isHarmless(invocation)) continue;
        yield {
          range: off.range,
          ...said(off.what, invocation.name === 'npm' || invocation.name === 'yarn' || isConfig(invocation)),
          fix: off.word && makeFix(text, off.word, off.letter),
        };
      }
    }
  },
  together: oneForEachCause,
});

function said(what: string, stays: boolean): Pick<Finding, 'message' | 'cause'> {
  const message = `Leave out \`${what}\`: anybody on the way to the server can answer in its place${stays ? ', now and in every container' : ', and the answer ends up in the image'}. Where a certificate is missing, install it (\`ca-certificates\`, or your own with \`update-ca-certificates\`).`;
  return { message, cause: message };
}

/** Variables by which programs ask for no check, with the values that do. */
const VARIABLES: ReadonlyMap<string, RegExp> = new Map([
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
  ['PYTHONHTTPSVERIFY', /^0$/],
  // What git does not take for false.
  ['GIT_SSL_NO_VERIFY', /^(?!(0|false|no|off)?$)/i],
  ['NPM_CONFIG_STRICT_SSL', /^false$/],
]);

function switchesOff(name: string, value: string | undefined): boolean {
  return value !== undefined && VARIABLES.get(name.toUpperCase())?.test(value) === true;
}

interface Off {
  /** As it is written, or as people say. */
  readonly what: string;
  readonly range: Range;
  /** The word of an option that can be taken out, and its letter where others stand in that word. */
  readonly word?: Argument;
  readonly letter?: string | undefined;
}

/** Letters of curl 8 and of wget (BusyBox 1.36.1, GNU 1.21) that take a value. */
const VALUED: ReadonlyMap<string, string> = new Map([
  ['curl', 'oHduXAebcTFwmxKErCyYzQtUPDh'],
  ['wget', 'OPoUtTeSwQAaiBRDIXl'],
]);

function optionOf({ name = '', args }: Invocation): Off | undefined {
  const valued = VALUED.get(name);
  if (valued === undefined) return undefined;
  const { options } = readOptions(args, { valued });
  const off = options.find((option) =>
    name === 'curl'
      ? option.isLong
        ? option.name === 'insecure' || option.name === 'proxy-insecure'
        : option.name === 'k'
      : option.isLong && option.name === 'no-check-certificate',
  );
  if (off === undefined) return undefined;
  const { word, isLong, alone } = off;
  const what = `${isLong ? '--' : '-'}${off.name}`;
  return { what, range: word.range, ...(isPublic(args) && { word, letter: alone ? undefined : off.name }) };
}

/** An address that is written out, of a host with a name: what is handed in may well be a server with a certificate of its own. */
function isPublic(args: readonly Argument[]): boolean {
  return args.some(({ raw }) => /^["']?https:\/\/([\w-]+\.)+[a-z]{2,}\//.test(raw));
}

/** Variables of a command or of `export`, and {@link SETTINGS}. */
function settingOf({ name, args, assignments, range }: Invocation): Off | undefined {
  for (const [variable, value] of assignments) if (switchesOff(variable, value)) return { what: variable, range };
  if (name === undefined || !HAS_SETTINGS.test(name)) return undefined;
  const words = args.map(({ value, raw }) => value ?? raw);
  if (name === 'export') {
    const found = words.findIndex((word) => {
      const equals = word.indexOf('=');
      return equals > 0 && switchesOff(word.slice(0, equals), word.slice(equals + 1));
    });
    const word = args[found];
    return word && { what: word.raw, range: word.range };
  }
  const what = SETTINGS.get(/^[a-z]+/.exec(name)?.[0] ?? '')?.exec(words.join(' '));
  return what ? { what: what[0].trim(), range } : undefined;
}

const NPM =
  /(^| )(--strict-ssl[= ]false|--no-strict-ssl|(config )?set (--global |-g |--location=global )?strict-ssl[= ]false)/;
const PIP = /(^| )--trusted-host[= ]((files\.)?(pypi|pythonhosted)\.(python\.)?org)\b/;

/** What people say to programs. */
const SETTINGS: ReadonlyMap<string, RegExp> = new Map([
  ['git', /(^| )http\.(\S+\.)?sslVerify[= ](false|0|no|off)\b/i],
  ['npm', NPM],
  ['pnpm', NPM],
  ['yarn', /(^| )config set (-g |--global |-H |--home )?(strict-ssl|enableStrictSsl) false/],
  ['pip', PIP],
  ['python', PIP],
  ['composer', /(^| )disable-tls true/],
  ['conda', /(^| )ssl_verify (false|no)/i],
]);

/** `export`, and the programs of {@link SETTINGS} with versions in their names. */
const HAS_SETTINGS = /^(export$|(git|p?npm|yarn|pip|python|composer|conda)(?![a-z]))/;

/** Written to a file of settings, where it holds for good. */
function isConfig({ args }: Invocation): boolean {
  return args.some(({ value }) => value === 'config');
}

/** Nobody stands between a machine and itself, what is not TLS has nothing to check, and a sum finds what is wrong. */
function isHarmless(invocation: Invocation): boolean {
  const download = downloadOf(invocation);
  if (download === undefined)
    return invocation.name === 'curl' && invocation.args.some(({ value }) => LOCAL.test(value ?? ''));
  const { urls } = download;
  if (urls.length > 0 && urls.every((url) => LOCAL.test(url) || url.startsWith('http://'))) return true;
  return isCheckedLater(invocation);
}

const LOCAL = /^(https?:\/\/)?(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/;

function makeFix(text: string, word: Argument, letter: string | undefined): ProposedFix | undefined {
  const title = `Leave out ${letter === undefined ? word.raw : `-${letter}`}`;
  if (letter === undefined) {
    const removed = removeWord(text, word);
    return removed && { title, edits: [removed] };
  }
  if (!isLiteral(text, word)) return undefined;
  return { title, edits: [{ range: word.range, text: word.raw.replace(letter, '') }] };
}
