import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText as anyPoints } from '../../../tests/any-text.ts';
import type { MappedText, Range } from '../text.ts';
import { parseDockerfile } from './dockerfile/parse-dockerfile.ts';
import { shellOf, shellProblems } from './shell-of.ts';
import type { NestedScripts, ShellNode, ShellScript, ShellWord } from './shell/types.ts';
import type { Instruction } from './dockerfile/types.ts';

const sample = `# syntax=docker/dockerfile:1
# escape=\\
ARG V=3.20
FROM --platform=$BUILDPLATFORM alpine:\${V:-3.20} AS build # no
# why
ENV A=b "C d"='e f' G=\${H##*/}
ENV old form
RUN --mount=type=cache,target=/c set -eux; \\
    # inside
    apk add --no-cache --virtual .x "gcc=$(cat v)" \\

 && if [ -f a ]; then b; fi || { c; } > /d 2>&1
RUN <<-EOF > /x && <<"E O"
	apk add \`x\` $((1 + 2))
	EOF
y
E O
COPY --from=build << 'EOF' /a /b/
z
EOF
HEALTHCHECK --interval=5s CMD curl -f x || exit 1
CMD [ 'a', "b" ]
ONBUILD RUN ["c", "\\u0064"]
RNU e \\`;

/** Characters that mean something somewhere. */
const special = fc.constantFrom(...'\\`"\'$<>(){}[]|&;#=-:%/*?!@,.~ \t\n\r\0\ufeff\u00a0\u2028\ud800aREN1'.split(''));
const keyword = fc.constantFrom(
  'RUN ',
  'FROM ',
  'COPY ',
  'ENV ',
  'CMD ',
  'HEALTHCHECK ',
  'ONBUILD ',
  '<<EOF',
  '\nEOF\n',
  ' \\\n',
  '# escape=`\n',
  '["',
  '"]',
  '${',
  '$(',
  '$((',
  '--a=',
  'if ',
  'fi',
  'case ',
  'esac',
);
const noise = fc.oneof(
  anyPoints(80),
  fc.string({ unit: special, maxLength: 80 }),
  fc.array(fc.oneof(special, keyword), { maxLength: 60 }).map((pieces) => pieces.join('')),
);
/** The sample with pieces cut out and put in. */
const mutant = fc
  .array(fc.tuple(fc.nat(sample.length), fc.nat(20), fc.oneof(special, keyword, fc.constant(''))), { maxLength: 8 })
  .map((edits) =>
    edits.reduce((text, [at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length), sample),
  );
const anyText = fc.oneof(noise, mutant);

/** Checks every range of a result, and that none leaves the text. */
function check(text: string): void {
  const within = (range: Range): void => {
    if (range.start >= 0 && range.end >= range.start && range.end <= text.length) return;
    expect.fail(`${range.start} to ${range.end} in a text of ${text.length}`);
  };
  const checkScript = (script: ShellScript): void => {
    for (const { range } of script.errors) within(range);
    script.commands.forEach(checkNode);
  };
  const checkScripts = (scripts: NestedScripts | undefined): void => scripts?.forEach(checkScript);
  const checkWord = ({ range, parts }: ShellWord): void => {
    within(range);
    for (const part of parts) {
      if (part.kind === 'substitution') checkScript(part.script);
      else if ('scripts' in part) checkScripts(part.scripts);
    }
  };
  const checkNode = (node: ShellNode): void => {
    within(node.range);
    if ('items' in node) node.items.forEach(checkNode);
    if ('words' in node) node.words?.forEach(checkWord);
    if ('condition' in node) node.condition.forEach(checkNode);
    if ('scripts' in node) checkScripts(node.scripts);
    if ('body' in node) [node.body].flat().forEach(checkNode);
    if ('branches' in node) for (const { condition, body } of node.branches) [...condition, ...body].forEach(checkNode);
    if ('arms' in node) {
      for (const { patterns, body } of node.arms) {
        patterns.forEach(checkWord);
        body.forEach(checkNode);
      }
    }
    if ('redirects' in node) {
      for (const { range, target, scripts } of node.redirects) {
        within(range);
        if (target !== undefined) checkWord(target);
        checkScripts(scripts);
      }
    }
    if (node.kind === 'command') {
      if (node.name !== undefined) checkWord(node.name);
      node.args.forEach(checkWord);
      for (const { range, value } of node.assignments) {
        within(range);
        if (value !== undefined) checkWord(value);
      }
    }
  };
  const checkPlaces = (mapped: MappedText, end: number): void => {
    let last = -1;
    for (let i = 0; i < mapped.text.length; i++) {
      const at = mapped.toSource(i);
      // The line break of a heredoc's body stands for CR LF as well.
      const same = text[at] === mapped.text[i];
      if (!same || at <= last || at >= end) expect.fail(`${i} of ${JSON.stringify(mapped.text)} is not at ${at}`);
      last = at;
    }
  };
  const checkInstruction = (instruction: Instruction): void => {
    const { keywordRange, range, flags, args, pairs, body, heredocs, leading, onbuild } = instruction;
    [keywordRange, range, ...args.map((arg) => arg.range), ...leading.map((comment) => comment.range)].forEach(within);
    for (const flag of flags) [flag.range, flag.valueRange ?? flag.range].forEach(within);
    for (const { nameRange, value } of pairs) [nameRange, value?.range ?? nameRange].forEach(within);
    for (const heredoc of heredocs) {
      [heredoc.range, heredoc.bodyRange, heredoc.body.range(0, heredoc.body.text.length)].forEach(within);
      checkPlaces(heredoc.body, heredoc.bodyRange.end);
    }
    checkPlaces(body, range.end);
    const script = shellOf(instruction);
    if (script !== undefined) {
      checkScript(script);
      for (const problem of shellProblems(script)) within(problem.range);
    }
    if (onbuild !== undefined) checkInstruction(onbuild);
  };
  const { instructions, comments, directives, problems } = parseDockerfile(text);
  [...comments, ...directives, ...problems].forEach(({ range }) => within(range));
  for (const { fix } of problems) if (fix !== undefined) within(fix.range);
  let last = 0;
  for (const instruction of instructions) {
    expect(instruction.range.start).toBeGreaterThanOrEqual(last);
    last = instruction.range.end;
    checkInstruction(instruction);
  }
}

describe('any text', () => {
  test('the sample itself', () => check(sample));

  test('gives a result with ranges inside the text', () => {
    fc.assert(fc.property(anyText, check), { numRuns: 1500 });
  });

  test('every beginning of a Dockerfile, as while typing', () => {
    for (let end = 0; end <= sample.length; end++) check(sample.slice(0, end));
  });

  test('the same text with CR LF gives the same instructions', () => {
    fc.assert(
      fc.property(mutant, (text) => {
        const lf = text.replaceAll('\r', '');
        const outline = (source: string) =>
          parseDockerfile(source).instructions.map(({ keyword, args, body, flags, heredocs }) => [
            keyword,
            body.text,
            args.map(({ raw }) => raw),
            flags.map(({ name, value }) => [name, value]),
            heredocs.map((heredoc) => heredoc.body.text),
          ]);
        expect(outline(lf.replaceAll('\n', '\r\n'))).toEqual(outline(lf));
      }),
      { numRuns: 500 },
    );
  });

  test('a fix never makes the parser throw and is stable where it applies', () => {
    fc.assert(
      fc.property(mutant, (text) => {
        for (const { fix } of parseDockerfile(text).problems) {
          if (fix !== undefined) check(text.slice(0, fix.range.start) + fix.text + text.slice(fix.range.end));
        }
      }),
      { numRuns: 200 },
    );
  });
});
