import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'syntax';

describe(id, () => {
  test.each([
    ['nothing at all', '', [1]],
    ['an unknown instruction', onAlpine('INSTALL git'), [2]],
    ['no FROM', 'RUN true\n', [1]],
    ['a shell script that stops', onAlpine('RUN while true; do echo'), [2]],
    ['one error a script', onAlpine('RUN if; fi; done; )'), [2]],
    ['a script in exec form', onAlpine('RUN ["/bin/sh", "-ec", "( true"]'), [2]],
    ['a shell that is named', onAlpine('SHELL ["/bin/ash", "-c"]', 'RUN ( true'), [3]],
  ] as const)('rejects %s', (_, text, lines) => {
    expect(linesOf(id, text)).toEqual(lines);
  });

  test.each([
    ['another shell', onAlpine('SHELL ["pwsh", "-Command"]', 'RUN if ($x) { y')],
    ['another interpreter', onAlpine('RUN <<EOF', '#!/usr/bin/env python3', 'if True: print("(")', 'EOF')],
    ['exec form', onAlpine('RUN ["echo", "("]')],
    ['exec form of a script that ends', onAlpine('RUN ["sh", "-c", "( true )", "("]')],
    ['exec form of another shell', onAlpine('RUN ["zsh", "-c", "( true"]')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text)).toEqual([]);
  });

  test('warns of empty lines in an instruction, which BuildKit still builds', () => {
    const { diagnostics } = checker.check(onAlpine('RUN true && \\', '', '  true'), { only: [id] });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('warns of a comment behind ARG, whose words become names, and refuses one behind ENV', () => {
    const { diagnostics } = checker.check(onAlpine('ARG A=1 # one', 'ENV B=2 # two'), { only: [id] });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning', 'error']);
  });

  test.each([
    ['Dockerfile', ['error', 'error']],
    ['docker/Dockerfile.proto', ['info', 'warning']],
    ['Dockerfile.in', ['info', 'warning']],
    ['Dockerfile.J2', ['info', 'warning']],
    ['Dockerfile.inner', ['error', 'error']],
    ['templates/web.Dockerfile', ['error', 'error']],
  ])('weighs what stands in %s', (path, severities) => {
    const { diagnostics } = checker.check('RUN true\nINSTALL git\n', { only: [id], path });
    expect(diagnostics.map(({ severity }) => severity)).toEqual(severities);
  });

  test('corrects what has one correction', () => {
    expect(fixedBy(id, onAlpine('WROKDIR /app'))).toBe(onAlpine('WORKDIR /app'));
  });
});
