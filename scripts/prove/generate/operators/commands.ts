import type { Instruction } from '../../../../src/checker/index.ts';
import { matches, misspelled, ofKind, replaced, textOf } from '../edit.ts';
import type { Operator } from '../edit.ts';

/** An option with a slip of the finger, of a command or of an instruction. */
export const optionMisspelled: Operator = (file) =>
  file.instructions.flatMap(({ keyword, range }) => {
    const long = matches(file, range, /(?<=\s)--([a-z][a-z-]+)/g, (_, name = '') => [
      ...misspelled(name).map((other) => `--${other}`),
      `-${name}`,
      `--${name.replaceAll('-', '')}s`,
    ]);
    const short =
      keyword === 'RUN'
        ? matches(file, range, /(?<=\s)-([a-zA-Z])(?=\s)/g, (_, letter = '') => [
            `-${letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()}`,
            `-${letter}z`,
            `-- -${letter}`,
          ])
        : [];
    return [...long, ...short];
  });

/** A failure that is swallowed. */
export const orTrue: Operator = (file) =>
  runs(file.instructions).flatMap(({ range }) => [
    replaced(file, { start: range.end, end: range.end }, ' || true'),
    replaced(file, { start: range.end, end: range.end }, ' || echo failed'),
    replaced(file, { start: range.end, end: range.end }, '; true'),
    ...matches(file, range, /(?<=\S)\s+(?:\\\n\s+)?&& /g, (joint) => [` || true${joint}`, ' || ', `; `]),
    ...matches(file, range, /^RUN\s+(?=[a-z])/gi, (head) => [`${head}false || `]),
  ]);

/** A failure where there was none. */
export const andFalse: Operator = (file) =>
  runs(file.instructions).flatMap(({ range }) => [
    ...[
      ' && false',
      '; false',
      ' && exit 3',
      ' && test -e /nowhere',
      ' && [ -z "$PATH" ]',
      ' | false',
      ' && ! true',
    ].map((more) => replaced(file, { start: range.end, end: range.end }, more)),
    ...matches(file, range, /^RUN\s+(?=[a-z])/gi, (head) => [
      `${head}false && `,
      `${head}set -e; false; `,
      `${head}false; `,
      `${head}true && `,
      `${head}if false; then exit 1; fi; `,
    ]),
  ]);

function runs(instructions: readonly Instruction[]): readonly Instruction[] {
  return instructions.filter(
    ({ keyword, form, heredocs }) => keyword === 'RUN' && form === 'shell' && heredocs.length === 0,
  );
}

/** Shell form where there was exec form, and the other way round. */
export const shellForm: Operator = (file) =>
  ofKind(file, 'RUN', 'CMD', 'ENTRYPOINT').flatMap((instruction) => {
    const { form, args, heredocs, keyword, range } = instruction;
    if (heredocs.length > 0) return [];
    if (form === 'exec') {
      const words = args.map(({ parts }) => parts.map((part) => (part.kind === 'literal' ? part.value : '')).join(''));
      const plain = words.map((word) => (/^[\w./:=@%+-]+$/.test(word) ? word : `'${word}'`)).join(' ');
      return [
        `${keyword} ${plain}`,
        `${keyword} exec ${plain}`,
        `${keyword} ["${words.join(' ')}"]`,
        `${keyword} [${words.map((word) => `'${word}'`).join(', ')}]`,
        `${keyword} ["sh", "-c", ${JSON.stringify(plain)}]`,
        `${keyword} ["/bin/sh", "-c", ${words.map((word) => JSON.stringify(word)).join(', ')}]`,
      ].map((text) => replaced(file, range, text));
    }
    const text = textOf(file, range)
      .replace(/^\w+(?:\s+--\S+)*\s+/, '')
      .replace(/\\\n\s*/g, '');
    if (text.includes('--mount')) return [];
    const words = text.split(/\s+/);
    return [
      `${keyword} [${words.map((word) => JSON.stringify(word)).join(', ')}]`,
      `${keyword} ["/bin/sh", "-c", ${JSON.stringify(text)}]`,
      `${keyword} ["sh", "-ec", ${JSON.stringify(text)}]`,
      ...(keyword === 'RUN' ? [`RUN <<EOT\n${text}\nEOT`] : []),
    ].map((other) => replaced(file, range, other));
  });
