import { once } from '../model/memo.ts';
import { baseName, resolvePath } from '../model/paths.ts';
import type { Argument, Invocation, Step } from '../model/types.ts';

/** A command that fetches a file from an address. */
export interface Download {
  readonly invocation: Invocation;
  /** Addresses as far as they are known; as written otherwise. */
  readonly urls: readonly string[];
  /** The files it writes: absolute paths where known, else the words as written. Empty when it writes to standard output. */
  readonly files: readonly string[];
}

/** Letters of curl and of wget (BusyBox 1.36.1 and GNU 1.21) that take a value. */
export const VALUED = {
  curl: 'oHduXAebcTFwmxKErCyYzQtUP',
  wget: 'OPoUtTeSwQA',
} as const;
/** The same of long names. */
export const VALUED_LONG: readonly string[] =
  'output output-document directory-prefix output-dir header user-agent user request data retry retry-delay retry-max-time connect-timeout max-time tries timeout proxy cacert cert key referer cookie password post-data append-output output-file'.split(
    ' ',
  );

const CHECK =
  /^((sha\d{0,4}|md5|b2|b3|xxh\w{0,9})sum|shasum|gpgv?2?|gpg-\w{1,40}|cosign|minisign|signify|slsa-verifier|openssl|cksum|sha256|rhash)$/;

/** Programs for sums and signatures, and helpers whose name says so. `gpg --import` alone checks nothing. */
export function isCheck({ name, args }: Invocation): boolean {
  if (name === undefined) return false;
  // `php -r "if (hash_file('sha384', …) …"`, as the makers of Composer show it.
  if (/^(php|python[\d.]*|perl|ruby|node)$/.test(name))
    return args.some(({ value, raw }) => /\b(hash\w*|sha\d+)\(/i.test(value ?? raw));
  if (!CHECK.test(name)) return /^[\w.-]+$/.test(name) && /verif|checksum/.test(name);
  if (!/^gpg2?$/.test(name)) return true;
  return args.some(({ value, raw }) => /^--(verify|decrypt|status-fd)|^-d$/.test(value ?? raw));
}

/** Whether a later command of the same step compares sums or signatures. */
export function isCheckedLater({ step, order }: Invocation): boolean {
  return once(step, lastCheckOf) > order;
}

function lastCheckOf({ invocations }: Step): number {
  return invocations.findLast(isCheck)?.order ?? -1;
}

/** Understands `curl` and `wget`; undefined for other programs and for what fetches nothing (`--version`, `--spider`, `-I`). */
export function downloadOf(invocation: Invocation): Download | undefined {
  return once(invocation, readDownload);
}

function readDownload(invocation: Invocation): Download | undefined {
  const { name, args } = invocation;
  if (name !== 'curl' && name !== 'wget') return undefined;
  const urls: Argument[] = [];
  const outputs: string[] = [];
  let folder: string | undefined;
  let isRemoteName = name === 'wget';
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === undefined) continue;
    const { value } = argument;
    if (value === undefined || !value.startsWith('-') || value === '-') {
      urls.push(argument);
      continue;
    }
    if (/^--(spider|version|help|head)$/.test(value) || (name === 'curl' && /^-[a-zA-Z]*I/.test(value)))
      return undefined;
    let option = value;
    let given: string | undefined;
    const equals = value.indexOf('=');
    if (value.startsWith('--')) {
      if (equals >= 0) [option, given] = [value.slice(0, equals), value.slice(equals + 1)];
      else if (VALUED_LONG.includes(value.slice(2))) given = wordAt(args[++i]);
      if (value === '--remote-name') isRemoteName = true;
    } else {
      const valued = valuedLetter(value, VALUED[name]);
      if (name === 'curl' && value.slice(0, valued === undefined ? undefined : valued + 1).includes('O'))
        isRemoteName = true;
      if (valued !== undefined) {
        option = `-${value[valued] ?? ''}`;
        given = valued + 1 === value.length ? wordAt(args[++i]) : value.slice(valued + 1);
      }
    }
    if (given === undefined) continue;
    if (
      option === '--output' ||
      option === '--output-document' ||
      (name === 'curl' ? option === '-o' : option === '-O')
    )
      outputs.push(given);
    else if (option === '--directory-prefix' || option === '--output-dir' || (name === 'wget' && option === '-P'))
      folder = given;
  }
  const texts = urls.map(({ value, raw }) => value ?? unquoted(raw));
  const redirects = invocation.redirects.flatMap(({ operator, descriptor, target }) =>
    /^(>>?|>\|)$/.test(operator) && (descriptor ?? 1) === 1 && target !== undefined ? unquoted(target.raw) : [],
  );
  const toOutput =
    outputs.filter((file) => file === '-' || file === '/dev/stdout').length > 0 ||
    (outputs.length === 0 && !isRemoteName);
  const named = outputs.length > 0 ? outputs : isRemoteName ? texts.map((url) => joined(folder, lastPart(url))) : [];
  const files = (toOutput ? redirects : named).map((file) => resolvePath(file, invocation.cwd) ?? file);
  return { invocation, urls: texts, files };
}

/** Where in a cluster such as `-fsSLo` the first letter stands that takes a value. */
function valuedLetter(cluster: string, letters: string): number | undefined {
  for (let i = 1; i < cluster.length; i++) {
    const letter = cluster[i] ?? '';
    if (letters.includes(letter)) return i;
    if (!/[a-zA-Z#]/.test(letter)) return undefined;
  }
  return undefined;
}

function wordAt(argument: Argument | undefined): string | undefined {
  return argument && (argument.value ?? unquoted(argument.raw));
}

/** A word as written, without quotes: good enough to see that two words are the same. */
export function unquoted(raw: string): string {
  return raw.replace(/["']/g, '');
}

function lastPart(url: string): string {
  const end = url.search(/[?#]/);
  return baseName(end < 0 ? url : url.slice(0, end));
}

function joined(folder: string | undefined, name: string): string {
  return folder === undefined ? name : `${folder.replace(/\/$/, '')}/${name}`;
}

/** Whether `curl` fails on an error of the server (seen with curl 7.88); undefined where its options are not all known. */
export function failsOnError({ args, variables }: Invocation): boolean | undefined {
  if (variables.has('CURL_HOME')) return undefined;
  const urls = args.filter(({ raw }) => raw.includes('://'));
  for (const { value, raw } of args) {
    // `$OPTIONS`, beside an address that is written out.
    if (value === undefined && raw.startsWith('$') && urls.length > 0) return undefined;
    if (!value?.startsWith('-')) continue;
    if (/^--(fail|fail-with-body)$/.test(value)) return true;
    // A file of options, or a status that somebody looks at.
    if (/^(-K|--config|-w|--write-out)/.test(value)) return undefined;
    const valued = valuedLetter(value, VALUED.curl);
    if (value.startsWith('--')) continue;
    const letters = value.slice(1, valued);
    if (letters.includes('f')) return true;
    if (/[Kw]/.test(value.slice(valued, valued === undefined ? undefined : valued + 1))) return undefined;
  }
  return false;
}
