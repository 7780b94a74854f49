import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { contextOf } from '../../context-of.ts';
import { linesOf, TODAY } from '../../testing/rule-helpers.ts';

const id = 'stage-unused';
const text = 'FROM alpine:3.20 AS assets\nRUN date > /assets\nFROM alpine:3.20\nCMD ["date"]\n';
const found = (files: Readonly<Record<string, string>>): readonly number[] =>
  linesOf(id, text, { context: contextOf(files) });

describe(id, () => {
  test.each([
    ['Makefile', 'image:\n\tdocker build --target assets .\n'],
    ['Makefile', 'image:\n\tdocker build --target=assets .\n'],
    ['build/release.mk', 'all:\n\tdocker buildx build --target "$(STAGE)" .\n'],
    ['docker-bake.hcl', 'target "a" {\n  target = "assets"\n}\n'],
    ['docker-bake.json', '{"target": {"a": {"target": "assets"}}}'],
    ['compose.yaml', 'services:\n  a:\n    build:\n      context: .\n      target: assets\n'],
    ['docker-compose.dev.yml', "services:\n  a:\n    build:\n      target: 'assets'\n"],
    ['.github/workflows/ci.yml', 'steps:\n  - with:\n      target: assets\n'],
    ['.gitlab-ci.yml', 'build:\n  script: docker build --target assets .\n'],
    ['scripts/build.sh', '#!/bin/sh\nfor t in assets other; do docker build --target "$t" .; done\n'],
    ['Justfile', 'image:\n    docker build --target ASSETS .\n'],
  ])('accepts a stage that %s builds', (path, content) => {
    expect(found({ [path]: content })).toEqual([]);
  });

  test.each([
    ['Makefile', 'assets:\n\tdocker build .\n'],
    ['Makefile', 'image:\n\tdocker build --target assets-test .\n'],
    ['compose.yaml', 'services:\n  a:\n    build:\n      target: other\n'],
    ['README.md', 'docker build --target=other .\n'],
    ['scripts/build.sh', '#!/bin/sh\necho assets\n'],
  ])('rejects a stage that %s does not build', (path, content) => {
    expect(found({ [path]: content })).toEqual([1]);
  });

  test('has a fix for a stage with a name only where others can be seen', () => {
    const fixOf = (dockerfile: string, files?: Readonly<Record<string, string>>) =>
      checker.check(dockerfile, { today: TODAY, only: [id], context: files && contextOf(files) }).diagnostics[0]?.fix;
    expect(fixOf(text)).toBeUndefined();
    expect(fixOf(text, { 'a.txt': '' })).toBeDefined();
    expect(fixOf(text.replace(' AS assets', ''))).toBeDefined();
  });
});
