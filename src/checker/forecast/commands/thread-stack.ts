/** Bytes of a thread's stack in musl: what it gets without being told, and the most that the linker's word brings (musl, internal/pthread_impl.h). */
const MUSL_LEAST = 131_072;
const MUSL_MOST = 8_388_608;
/** glibc gives as much as the limit of the process, which is 8 MiB in a container, whatever the linker was told. */
const GLIBC = 8_388_608;

/** What a compiler hands on to the linker, and which of its own words that were. */
export function linkerWords(words: readonly (string | undefined)[]): {
  readonly words: readonly string[];
  readonly taken: ReadonlySet<number>;
} {
  const list: string[] = [];
  const taken = new Set<number>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word.startsWith('-Wl,')) list.push(...word.split(',').slice(1));
    else if (word === '-Xlinker' || word === '-z') {
      taken.add(i).add(++i);
      list.push(...(word === '-z' ? ['-z'] : []), words[i] ?? '');
    } else if (/^-z./.test(word)) list.push(word);
    // `-Wl,-z stack-size=…`: the linker sees the two side by side.
    else if (list.at(-1) === '-z' && !word.startsWith('-')) {
      taken.add(i);
      list.push(word);
    }
  }
  return { words: list, taken };
}

/** The stack that the linker is told to note for each thread; what ld of binutils 2.40 says where it refuses. */
export function notedStack(words: readonly string[]): { readonly bytes: number; readonly refuses?: string } {
  let bytes = 0;
  for (const [i, word] of words.entries()) {
    if (/^--stack\b/.test(word)) return { bytes, refuses: `ld: unrecognized option '${word}'` };
    const isKeyword = words[i - 1] === '-z';
    if (!isKeyword && word.startsWith('stack-size='))
      return { bytes, refuses: `ld: cannot find ${word}: No such file or directory` };
    const keyword = isKeyword ? word : /^-z(.+)/.exec(word)?.[1];
    if (keyword === undefined) continue;
    const value = /^stack-size=(.*)$/.exec(keyword)?.[1];
    if (value === undefined) continue;
    if (!/^(?:0x[\da-f]+|0[0-7]*|[1-9]\d*)?$/i.test(value))
      return { bytes, refuses: `ld: invalid stack size \`${value}'` };
    bytes = /^0\d/.test(value) ? parseInt(value, 8) : Number(value);
  }
  return { bytes };
}

/** Bytes of stack that a thread of a program gets, when the program asks for no other. */
export function threadStack(libc: 'musl' | 'glibc', noted: number): number {
  return libc === 'glibc' ? GLIBC : Math.min(MUSL_MOST, Math.max(MUSL_LEAST, noted));
}
