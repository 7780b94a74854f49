import { baseName, resolvePath } from '../model/paths.ts';
import type { Argument, Invocation } from '../model/types.ts';

/** A command that fetches a file from an address. */
export interface Download {
  readonly invocation: Invocation;
  /** Addresses as far as they are known; as written otherwise. */
  readonly urls: readonly string[];
  /** The files it writes: absolute paths where known, else the words as written. Empty when it writes to standard output. */
  readonly files: readonly string[];
}

/** Letters of curl and of wget (BusyBox 1.36.1 and GNU 1.21) that take a value. */
const VALUED = {
  curl: /^-[a-zA-Z#]*?([oHduXAebcTFwmxKErCyYzQtUP])(.*)$/,
  wget: /^-[a-zA-Z]*?([OPoUtTeSwQA])(.*)$/,
} as const;
const VALUED_LONG =
  /^--(output|output-document|directory-prefix|output-dir|header|user-agent|user|request|data|retry|retry-delay|connect-timeout|max-time|tries|timeout|proxy|cacert|cert|key|referer|cookie|password|post-data|append-output|output-file)$/;

const CHECK =
  /^((sha\d*|md5|b2|b3|xxh\w*)sum|shasum|gpgv?2?|gpg-\w+|cosign|minisign|signify|slsa-verifier|openssl|cksum|sha256|rhash|[\w.-]*(verif|checksum)[\w.-]*)$/;

/** Programs for sums and signatures, and helpers whose name says so. `gpg --import` alone checks nothing. */
export function isCheck({ name, args }: Invocation): boolean {
  if (name === undefined) return false;
  // `php -r "if (hash_file('sha384', …) …"`, as the makers of Composer show it.
  if (/^(php|python[\d.]*|perl|ruby|node)$/.test(name))
    return args.some(({ value, raw }) => /\b(hash\w*|sha\d+)\(/i.test(value ?? raw));
  if (!CHECK.test(name)) return false;
  if (!/^gpg2?$/.test(name)) return true;
  return args.some(({ value, raw }) => /^--(verify|decrypt|status-fd)|^-d$/.test(value ?? raw));
}

/** Understands `curl` and `wget`; undefined for other programs and for what fetches nothing (`--version`, `--spider`, `-I`). */
export function downloadOf(invocation: Invocation): Download | undefined {
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
      else if (VALUED_LONG.test(value)) given = wordAt(args[++i]);
      if (value === '--remote-name') isRemoteName = true;
    } else {
      const match = VALUED[name].exec(value);
      if (
        name === 'curl' &&
        (match === null ? value : value.slice(0, value.length - (match[2]?.length ?? 0))).includes('O')
      )
        isRemoteName = true;
      if (match?.[1] !== undefined) {
        option = `-${match[1]}`;
        given = match[2] === '' ? wordAt(args[++i]) : match[2];
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

function wordAt(argument: Argument | undefined): string | undefined {
  return argument && (argument.value ?? unquoted(argument.raw));
}

/** A word as written, without quotes: good enough to see that two words are the same. */
export function unquoted(raw: string): string {
  return raw.replace(/["']/g, '');
}

function lastPart(url: string): string {
  const path = url.replace(/[?#].*$/, '');
  return baseName(path);
}

function joined(folder: string | undefined, name: string): string {
  return folder === undefined ? name : `${folder.replace(/\/$/, '')}/${name}`;
}
