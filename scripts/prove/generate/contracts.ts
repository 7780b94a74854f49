import type { Contract } from '../../../src/checker/index.ts';

/** What the Makefiles of the small programs need and make, as a lesson says it of its own in its front matter. */
export const PROGRAM_CONTRACTS: Readonly<Record<string, readonly Contract[]>> = {
  hello: [
    {
      run: 'make install',
      needs: { files: ['Makefile', 'hello.s'], commands: ['as', 'ld'] },
      makes: [
        { path: 'hello.o' },
        { path: 'hello', mode: 0o755, libc: 'none' },
        { path: '/usr/local/bin/hello', mode: 0o755, libc: 'none' },
      ],
    },
    { run: 'as hello.s' },
    { run: 'ld hello.o' },
  ],
  shared: [
    {
      run: 'make install',
      variables: { libdir: '/usr/local/lib', bindir: '/usr/local/bin' },
      needs: { files: ['Makefile', 'answer.s', 'main.s'], commands: ['as', 'ld'] },
      makes: [
        { path: 'main.o' },
        { path: 'answer.o' },
        { path: 'libanswer.so', mode: 0o755 },
        { path: 'main', mode: 0o755, loads: ['so:libanswer.so'] },
        { path: '${bindir}/main', mode: 0o755, loads: ['so:libanswer.so'] },
        { path: '${libdir}/libanswer.so', mode: 0o644 },
      ],
    },
  ],
};
