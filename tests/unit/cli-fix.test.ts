import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Called, callBelay } from '../call-belay.ts';

/** `belay fix` and `.belay.yaml`, as a user calls them. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'belay-fix-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const belay = (words: readonly string[], input = ''): Promise<Called> => callBelay(words, { folder, input });

const write = (name: string, text: string): void => {
  writeFileSync(join(folder, name), text);
};
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const faulty = 'FROM alpine:3.21\nRUN apk add git\nUSER 10001\nENTRYPOINT httpd -f\n';

describe('belay fix', () => {
  test('writes safe fixes and leaves suggestions alone', async () => {
    write('Dockerfile', faulty);
    const { status, stderr } = await belay(['fix']);
    expect(read('Dockerfile')).toBe(faulty.replace('apk add', 'apk add --no-cache'));
    expect(stderr).toContain('1 fix, 1 error or warning left');
    expect(status).toBe(1);
  });

  test('applies suggestions when asked, and then has nothing left to do', async () => {
    write('Dockerfile', faulty);
    expect((await belay(['fix', '--suggestions'])).status).toBe(0);
    const once = read('Dockerfile');
    expect(once).toContain('ENTRYPOINT ["httpd", "-f"]');
    await belay(['fix', '--suggestions']);
    expect(read('Dockerfile')).toBe(once);
  });

  test('prints a diff and changes nothing with --dry-run', async () => {
    write('Dockerfile', faulty);
    const { stdout } = await belay(['fix', '--dry-run']);
    expect(stdout).toContain('-RUN apk add git\n+RUN apk add --no-cache git\n');
    expect(read('Dockerfile')).toBe(faulty);
  });

  test('reads stdin and writes stdout', async () => {
    expect((await belay(['fix', '-'], faulty)).stdout).toContain('apk add --no-cache git');
  });

  test('says what it cannot read', async () => {
    const { status, stderr } = await belay(['fix', 'nowhere']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('nowhere')]);
  });
});

describe('.belay.yaml', () => {
  test('changes severities, switches rules off and allows bases', async () => {
    write('Dockerfile', 'FROM alpine\nRUN apk add git\nUSER 10001\n');
    write('.belay.yaml', 'rules:\n  base-untagged: off\n  apk-no-cache: info\nbase: [debian]\n');
    const { stdout } = await belay(['check', '--format', 'json']);
    const { files } = JSON.parse(stdout) as { files: { diagnostics: { rule: string; severity: string }[] }[] };
    const found = files.flatMap(({ diagnostics }) => diagnostics.map(({ rule, severity }) => `${rule} ${severity}`));
    expect(found).toEqual(['base-not-allowed error', 'apk-no-cache info']);
  });

  test('extends another file, and wins over it', async () => {
    write('Dockerfile', 'FROM alpine\nRUN apk add git\nUSER 10001\n');
    write('team.yaml', 'rules:\n  base-untagged: off\n  apk-no-cache: off\n');
    write('.belay.yaml', 'extends: team.yaml\nrules:\n  apk-no-cache: error\n');
    const { stdout } = await belay(['check']);
    expect(stdout).toContain('[apk-no-cache]');
    expect(stdout).not.toContain('[base-untagged]');
  });

  test.each([
    ['a typo', 'rulez: {}\n', 'Did you mean `rules`?'],
    ['a rule that does not exist', 'rules:\n  apk-nocache: error\n', 'Did you mean `apk-no-cache`?'],
    ['no YAML', 'rules: [\n', 'this is not YAML'],
    ['a loop', 'extends: .belay.yaml\n', 'it extends itself'],
  ])('with %s is refused in one line', async (_, text, expected) => {
    write('Dockerfile', 'FROM alpine:3.24\n');
    write('.belay.yaml', text);
    const { status, stderr } = await belay(['check']);
    expect(status).toBe(2);
    expect(stderr).toContain(expected);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('that is named and missing is refused', async () => {
    write('Dockerfile', 'FROM alpine:3.24\n');
    expect((await belay(['check', '--config', 'missing.yaml'])).status).toBe(2);
  });
});
