import { ERROR_TEXT, errnoOf } from '../files/disk.ts';
import type { MadeProgram } from '../files/node.ts';
import type { Call, Command } from '../shell/call.ts';
import { fails, OK, type Status, unknown } from '../status.ts';
import { diskOf, makeFile, Outcome, takenToWork, textAt } from './outcome.ts';
import { linkerWords, notedStack, threadStack } from './thread-stack.ts';

/** The C library's headers, where the source asks for them. Packages: `-dev` of musl and of glibc. */
function missingHeader(call: Call, sources: readonly string[], musl: boolean): Status | undefined {
  const { facts, machine } = call.session;
  const { installed, open } = machine.packages;
  const needed =
    facts.distro === 'alpine'
      ? ['musl-dev', 'build-base']
      : facts.distro === 'debian'
        ? musl
          ? ['musl-tools', 'musl-dev']
          : ['libc6-dev', 'build-essential', 'g++']
        : [];
  if (needed.length === 0 || needed.some((name) => installed.has(name))) return undefined;
  if (facts.distro === 'alpine' && open !== undefined) return undefined;
  for (const source of sources) {
    const text = textAt(call, source);
    const include =
      text === undefined
        ? undefined
        : /^[ \t]*#[ \t]*include[ \t]*<((?:std\w+|string|unistd|errno|pwd|grp|time|ctype|fcntl|signal|netdb|pthread|sys\/\w+)\.h)>/m.exec(
            text,
          );
    const header = include?.[1];
    if (header !== undefined && !facts.plain) return undefined;
    if (header !== undefined && machine.tree.fog !== undefined) return unknown(`whether ${header} is there`);
    if (header !== undefined) {
      // gcc points at the bracket.
      const before = text?.slice(0, (include?.index ?? 0) + (include?.[0].indexOf('<') ?? 0)).split('\n') ?? [];
      const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
      return fails(1, `${source}:${place}: fatal error: ${header}: No such file or directory`);
    }
  }
  return undefined;
}

/** Whether GCC knows no such option, among those that begin with s (gcc(1), Option Summary; seen with GCC 14). */
function isNoOption(word: string): boolean {
  return (
    /^--?s./.test(word) &&
    !/^--?(?:shared(?:-libgcc)?|specs=.*|static(?:-pie|-lib\w+(?:\+\+)?)?|std=.*|save-temps(?:=.*)?|symbolic|sys\w+(?:=.*)?)$/.test(
      word,
    )
  );
}

/** The value of an option of the linker: `-rpath /opt` or `-rpath=/opt`. */
function linked(words: readonly string[], option: RegExp): string | undefined {
  const at = words.findIndex((word) => option.test(word));
  return /=(.*)/.exec(words[at] ?? '')?.[1] ?? (at < 0 ? undefined : words[at + 1]);
}

/** C that every compiler takes: a program that does nothing, or says something. */
const PLAIN_C =
  /^(?:#include <stdio\.h>\n+)?int main\(void\) \{ (?:return \d+;|puts\("[\w ,.!]*"\);(?: return 0;)?) \}\n*$/;

/** Options that change nothing of whether it compiles. */
const HARMLESS = /^-(?:c|o|s|g|O[0123s]?|static|std=c\d\d|pipe|W[a-z-]+)$/;

/**
 * Whether a compiler certainly does its work: a source of which everybody knows that it is right, and the C library's package to
 * link with.
 */
function isCertain(call: Call, sources: readonly string[]): boolean {
  const { installed } = call.session.machine.packages;
  const isThere = (name: string): boolean => installed.has(name) && installed.get(name)?.maybe !== true;
  const [source] = sources;
  if (!['musl-dev', 'libc6-dev'].some(isThere) || call.name.includes('+')) return false;
  if (sources.length !== 1 || source?.endsWith('.c') !== true) return false;
  const isKnown = (word: string): boolean => {
    const library = /^-l([\w-]+)$/.exec(word)?.[1];
    return library === undefined ? HARMLESS.test(word) : isThere(`lib${library}-dev`);
  };
  if (call.words.some((word) => word?.startsWith('-') === true && !isKnown(word))) return false;
  const text = textAt(call, source);
  return text !== undefined && PLAIN_C.test(text) && (!text.includes('puts') || text.startsWith('#'));
}

/** Whether a source is a file of the build context, as it was sent. */
function isOfContext(call: Call, source = ''): boolean {
  const path = call.path(source);
  const found = path === undefined ? undefined : diskOf(call).find(path);
  return found?.at === 'there' && found.node.kind === 'file' && found.node.content.context !== undefined;
}

/**
 * A C or C++ compiler: reads its sources, makes one program. Whether the source compiles is taken for granted, unless
 * a contract `cc <source>` says that it does, or the source is one that every compiler takes.
 */
export const compile: Command = (call) => {
  const { session, words } = call;
  const disk = diskOf(call);
  const sources: string[] = [];
  let output: string | undefined;
  let object = false;
  let isStatic = false;
  let musl = call.name.startsWith('musl-');
  // Nothing that runs here: another machine, or no program at all.
  if (words.some((word) => word === '-m32' || word === '-fsyntax-only')) return takenToWork(call);
  const linker = linkerWords(words);
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) return session.assume(`\`${call.name}\` works with words that are not known`, call.asked);
    if (linker.taken.has(i)) continue;
    if (word === '-o') output = words[++i];
    else if (/^-o./.test(word)) output = word.slice(2);
    else if (word === '-c' || word === '-S' || word === '-E') object = true;
    else if (word === '-static' || word === '--static' || word === '-static-pie') isStatic = true;
    else if (/^-{1,2}specs$/.test(word)) musl ||= (words[++i] ?? '').includes('musl');
    else if (/^-{1,2}specs=.*musl/.test(word)) musl = true;
    else if (/^-(?:[ILDUxTu]|include|isystem|target)$/.test(word)) i++;
    else if (word === '--version' || word === '-v') return OK;
    else if (word === '-' || !word.startsWith('-')) sources.push(word);
    else if (/^-O.* /.test(word)) return fails(1, "error: argument to '-O' should be a non-negative integer");
    else if (isNoOption(word)) return fails(1, `error: unrecognized command-line option '${word}'`);
  }
  if (sources.length === 0) return fails(1, `${call.name}: fatal error: no input files`);
  for (const source of sources) {
    // Standard input: what is in it is taken for right.
    if (source === '-') continue;
    const path = call.path(source);
    const found = path === undefined ? undefined : disk.find(path);
    const errno = found === undefined ? undefined : errnoOf(found);
    // Seen with GCC 14 of Debian 13, where cc1 says it, and with GCC 12.
    const says =
      session.facts.distro === 'debian' && source.endsWith('.c') ? 'cc1: fatal error' : `${call.name}: error`;
    if (errno !== undefined) return fails(1, `${says}: ${source}: ${ERROR_TEXT[errno]}`);
    if (found?.at === 'unknown') session.given.add(`${source} is there: ${found.because}`);
  }
  // Debian's musl-tools bring a compiler without an assembler, which comes with gcc (seen with Debian 13).
  const isDebian = session.facts.distro === 'debian' && session.facts.plain;
  if (isDebian && musl && disk.find('/usr/bin/as').at === 'absent')
    return fails(1, "x86_64-linux-gnu-gcc: fatal error: cannot execute 'as': posix_spawnp: No such file or directory");
  const header = missingHeader(call, sources, musl);
  if (header !== undefined) return header;
  const first = sources[0]?.split('/').at(-1) ?? '';
  const name = first.replace(/\.[^.]*$/, '');
  if (output?.endsWith('/') === true) return fails(1, `cannot open output file ${output}: Is a directory`);
  const target = call.path(output ?? (object ? `${name}.o` : 'a.out'));
  const isProved = session.facts.contracts.some(({ run }) => run === `cc ${first}`) && sources.length === 1;
  const stack = object ? { bytes: 0 } : notedStack(linker.words);
  if (stack.refuses !== undefined) return fails(1, stack.refuses);
  if (target !== undefined) {
    const libc = musl ? 'musl' : session.facts.libc === 'unknown' ? undefined : session.facts.libc;
    // A source that a line has changed may ask for a stack of its own.
    const isAsGiven = sources.length === 1 && isOfContext(call, sources[0]);
    const threads =
      isAsGiven && libc !== undefined && libc !== 'none' ? { threads: threadStack(libc, stack.bytes) } : {};
    // Debian's musl-gcc links dynamically against musl, whose loader Alpine has at the same path.
    const made: MadeProgram = {
      name,
      loads: [],
      libc: isStatic ? 'none' : libc === 'none' ? undefined : libc,
      ...threads,
      loader: linked(linker.words, /^-{1,2}dynamic-linker\b/),
      folders: linked(linker.words, /^-{1,2}rpath\b/),
    };
    const done = makeFile(call, target, object ? 0o644 : 0o755, object ? { plain: true } : { made });
    // `cannot open output file …: No such file or directory` comes from ld, `collect2: error: ld returned 1 exit status` behind it.
    if (done.kind === 'error')
      return fails(1, `cannot open output file ${output ?? 'a.out'}: ${ERROR_TEXT[done.errno]}`);
    if (done.kind === 'unknown') session.given.add(`${target} can be written: ${done.why}`);
  }
  return isProved || isCertain(call, sources)
    ? OK
    : session.assume(`\`${call.name}\` compiles ${sources.join(' ')}`, call.asked);
};

/** `strip` takes away what a program does not need to run, from files that are there (seen with binutils 2.44). */
export const strip: Command = (call) => {
  const outcome = new Outcome(call);
  for (const [i, field] of call.args.entries()) {
    const { value } = field;
    if (value?.startsWith('-') === true || /^-[oFIOR]$/.test(call.words[i - 1] ?? '')) continue;
    const path = value === undefined ? undefined : call.path(value);
    const found = path === undefined ? undefined : diskOf(call).find(path);
    if (found?.at === 'absent' || found?.at === 'not-a-folder')
      outcome.problem(`strip: '${value ?? ''}': No such file`);
    else if (found?.at !== 'there') outcome.assume(`${value ?? 'what a variable names'} is there`);
  }
  return outcome.status;
};
