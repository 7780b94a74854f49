import type { Dockerfile } from '../../../../src/checker/index.ts';
import { before, behind, matches, misspelled, ofKind, replaced, stagesOf, textOf } from '../edit.ts';
import type { Operator } from '../edit.ts';

interface Named {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The packages that RUNs install, with the space in front. */
function packagesOf(file: Dockerfile): readonly Named[] {
  return ofKind(file, 'RUN').flatMap(({ range }) => {
    const text = textOf(file, range);
    return [...text.matchAll(/\b(?:add|install)\b((?:[ \t]|\\\n)+[^;&|\n\\]*(?:\\\n[^;&|\n\\]*)*)/g)].flatMap(
      (list) => {
        if (!/\b(?:apk|apt-get|apt)\b[^;&|]*$/.test(text.slice(0, list.index))) return [];
        const words = [...(list[1] ?? '').matchAll(/(?:[ \t]|\\\n)+([^\s\\]+)/g)];
        const at = range.start + list.index + list[0].length - (list[1] ?? '').length;
        return words.flatMap((word, index) => {
          const name = word[1] ?? '';
          const isValue = /^(?:-t|--virtual)$/.test(words[index - 1]?.[1] ?? '');
          const start = at + word.index;
          return isValue || !/^[a-z]/.test(name) ? [] : [{ name, start, end: start + word[0].length }];
        });
      },
    );
  });
}

export const packageDropped: Operator = (file) => [
  ...packagesOf(file).map((each) => replaced(file, each, '')),
  ...ofKind(file, 'RUN')
    .filter(({ range }) => /\bapk\b.*\badd\b/.test(textOf(file, range)) && !textOf(file, range).includes('&&'))
    .map(({ range }) => replaced(file, { start: range.start, end: range.end + 1 }, '')),
];

export const packageMisspelled: Operator = (file) =>
  packagesOf(file).flatMap((each) => {
    const others = [
      ...misspelled(each.name),
      each.name.toUpperCase(),
      `${each.name}-devel`,
      `lib${each.name}`,
      `${each.name}=9.9`,
      each.name.replace('-', '_'),
    ];
    return others.filter((name) => name !== each.name).map((name) => replaced(file, each, ` ${name}`));
  });

/** A program that this image does not have: it was never there, or somebody took it away. */
export const toolMissing: Operator = (file) => {
  const calls = ofKind(file, 'RUN', 'CMD', 'ENTRYPOINT').flatMap((instruction) => [
    ...matches(file, instruction.range, /(?<=^RUN\s+|&&\s+|;\s+)(?=[a-z])/g, () => [
      'sudo ',
      'bash -c true && ',
      'command -v python3 && ',
      'which curl > /dev/null && ',
    ]),
    ...matches(file, instruction.range, /(?<=^(?:CMD|ENTRYPOINT)\s+\[\s*)"/gi, () => [
      '"bash", "',
      '"su-exec", "nobody", "',
    ]),
    ...matches(file, instruction.range, /"(?:\/[\w/]*)?(sh|busybox|cat|crond|nc|jq)"/g, (_, name = '') => [
      `"g${name}"`,
      `"/usr/local/bin/${name}"`,
    ]),
  ]);
  const removed = stagesOf(file).flatMap(({ from, instructions }) => {
    if (textOf(file, from.range).includes('scratch')) return [];
    return instructions
      .slice(0, 4)
      .flatMap((instruction) =>
        [
          'RUN rm /bin/sed /usr/bin/tail /usr/bin/sort /bin/date /usr/bin/cut',
          'RUN curl --version',
          'RUN rm -f /bin/sh',
        ].map((line) => before(file, instruction, line)),
      );
  });
  const bashShell = stagesOf(file).map(({ from }) =>
    behind(file, from, 'SHELL ["/bin/bash", "-eo", "pipefail", "-c"]'),
  );
  return [...calls, ...removed, ...bashShell];
};
