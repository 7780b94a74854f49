import { describe, expect, test } from 'vitest';
import { parseDockerfile } from './parse-dockerfile.ts';
import { findMarkers, isMarkerAlone } from './heredoc.ts';
import { only, raws, slice } from '../test-support.ts';

describe('which words are heredocs', () => {
  test.each([
    ['RUN <<EOF', ['EOF']],
    ['RUN <<-EOF', ['EOF']],
    ['RUN 3<<EOF', ['EOF']],
    ['RUN << EOF', ['EOF']],
    ["RUN << 'EOF'", ['EOF']],
    ['RUN << -EOF', ['-EOF']],
    ['RUN <<- EOF', []],
    ['RUN a <<A <<B c', ['A', 'B']],
    ['RUN a <<"A B" c', ['A B']],
    ["RUN <<a'b'c", ['abc']],
    ["RUN <<a\\'b", ["a'b"]],
    ['RUN <<$A', ['$A']],
    ['RUN <<${A}', ['${A}']],
    ['RUN <<EOF>b', ['EOF>b']],
    ['RUN (a <<EOF)', ['EOF)']],
    ['RUN a<<EOF', []],
    ['RUN <<<EOF', []],
    ['RUN "<<EOF"', []],
    ["RUN '<<EOF'", []],
    ['RUN \\<<EOF', []],
    ['RUN <<', []],
    ['RUN a <b', []],
    ['RUN $((1<<2))', []],
    // An open quote, or a variable that BuildKit cannot read, and the line has no heredoc.
    ["RUN it's <<EOF", []],
    ['RUN ${A^} <<EOF', []],
    ['RUN ${A:0:1} <<EOF', ['EOF']],
    ['RUN ${#A} <<EOF', []],
    ['RUN "${A:-"b"}" <<EOF', ['EOF']],
  ])('%s', (line, names) => {
    expect(findMarkers(line).map(({ name }) => name)).toEqual(names);
  });

  test('a quoted delimiter keeps the body from being expanded', () => {
    expect(findMarkers('RUN <<A <<"B" <<C\\D <<\'E\'').map(({ expand }) => expand)).toEqual([true, false, true, false]);
  });

  test.each([
    ['<<EOF', true],
    ["3<<-'EOF'", true],
    ['<< EOF', true],
    ['<<EOF sh', false],
    ['<<EOF <<B', false],
    ['a <<EOF', false],
    ['', false],
  ])('%s stands alone: %s', (text, expected) => {
    expect(isMarkerAlone(text)).toBe(expected);
  });
});

describe('bodies', () => {
  test('the body goes to the line that is the delimiter', () => {
    const text = 'RUN <<EOF\na\n EOF\n# b\nEOF\nCMD c';
    const { instructions } = parseDockerfile(text);
    const [heredoc] = instructions[0]!.heredocs;
    expect(heredoc!.body.text).toBe('a\n EOF\n# b\n');
    expect(slice(text, heredoc!.range)).toBe('<<EOF');
    expect(slice(text, heredoc!.bodyRange)).toBe('a\n EOF\n# b\n');
    expect(slice(text, instructions[0]!.range)).toBe('RUN <<EOF\na\n EOF\n# b\nEOF');
    expect(instructions.map(({ keyword }) => keyword)).toEqual(['RUN', 'CMD']);
  });

  test('tabs are stripped for <<-, and places stay right', () => {
    const text = 'RUN <<-EOF\n\ta\n\t\tb\n\tEOF\n';
    const { body } = only(text).heredocs[0]!;
    expect(body.text).toBe('a\nb\n');
    expect(slice(text, body.range(2, 3))).toBe('b');
  });

  test('CR LF is read as LF', () => {
    const text = 'RUN <<EOF\r\na\r\nb\r\nEOF\r\n';
    const { body } = only(text).heredocs[0]!;
    expect(body.text).toBe('a\nb\n');
    expect(slice(text, body.range(2, 3))).toBe('b');
  });

  test('several bodies follow in order', () => {
    const { heredocs, args } = only('COPY <<A <<B /c\n1\nA\n2\nB');
    expect(heredocs.map(({ name, body }) => [name, body.text])).toEqual([
      ['A', '1\n'],
      ['B', '2\n'],
    ]);
    expect(raws(args)).toEqual(['<<A', '<<B', '/c']);
  });

  test('the same delimiter twice, an empty body', () => {
    expect(only('COPY <<A <<A /c\nA\n2\nA').heredocs.map(({ body }) => body.text)).toEqual(['', '2\n']);
  });

  test('behind ONBUILD', () => {
    const text = 'ONBUILD RUN <<A\nb\nA\n';
    const { heredocs, onbuild } = only(text);
    expect(heredocs).toHaveLength(1);
    expect(onbuild!.heredocs).toBe(heredocs);
    expect(slice(text, onbuild!.range)).toBe('RUN <<A\nb\nA');
  });

  test('behind a continuation', () => {
    const { heredocs } = only('RUN a \\\n  <<A\nb \\\nA\n');
    expect(heredocs[0]!.body.text).toBe('b \\\n');
  });

  test.each(['ENV <<A=b', 'USER <<A', 'CMD <<A', 'RUN ["<<A"]'])('no heredoc: %s', (text) => {
    expect(only(text).heredocs).toEqual([]);
  });

  test('without its end the rest of the file is the body', () => {
    const text = 'FROM a\nRUN <<EOF\nb\nCMD c';
    const { instructions, problems } = parseDockerfile(text);
    expect(instructions).toHaveLength(2);
    expect(instructions[1]!.heredocs[0]).toMatchObject({ closed: false, bodyRange: { start: 17, end: text.length } });
    expect(instructions[1]!.heredocs[0]!.body.text).toBe('b\nCMD c');
    expect(problems.map(({ code, range }) => [code, slice(text, range)])).toEqual([['heredoc-not-closed', '<<EOF']]);
  });
});
