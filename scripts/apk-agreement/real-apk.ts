import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApkState } from '../../src/checker/index.ts';
import { compareNames } from '../../src/checker/index.ts';
import { type Answer, wordsOf } from './answer.ts';

const INSTALLED = 'lib/apk/db/installed';
const WORLD = 'etc/apk/world';

/** The genuine apk in a root file system of its own, asked with `--simulate`. */
export class RealApk {
  readonly #root: string;
  /** Records by `name-version`, as the installed database has them. */
  readonly #records: ReadonlyMap<string, string>;
  readonly installedText: string;
  readonly worldText: string;
  readonly version: string;

  /**
   * Unpacks a root file system (needs root and `tar`) and points it to the mirror; `indexTexts` are the mirror's
   * `APKINDEX` files, from which records of installed packages are made.
   */
  constructor(tarball: string, mirror: string, branch: string, indexTexts: readonly string[]) {
    this.#root = mkdtempSync(join(tmpdir(), 'apk-agreement-'));
    const unpacked = spawnSync('tar', ['-xzf', tarball, '-C', this.#root]);
    if (unpacked.status !== 0) throw new Error(`Unpack ${tarball} as root: tar says ${String(unpacked.stderr)}`);
    const repositories = ['main', 'community'].map((name) => `${mirror}/${branch}/${name}\n`).join('');
    writeFileSync(join(this.#root, 'etc/apk/repositories'), repositories);
    this.installedText = readFileSync(join(this.#root, INSTALLED), 'utf8');
    this.worldText = readFileSync(join(this.#root, WORLD), 'utf8');
    const blocks = [...indexTexts, this.installedText].flatMap((text) => text.split('\n\n'));
    this.#records = new Map(blocks.map((block) => [fullName(block), packageFields(block)]));
    this.version = this.#apk('--version').out.trim();
    const updated = this.#apk('update');
    if (updated.status !== 0) throw new Error(`Check that ${mirror} answers: apk update says ${updated.error}`);
  }

  /** The answer to a command in a state. */
  ask(state: ApkState, command: string): Answer {
    this.#write(state);
    const { status, out, error } = this.#apk(...wordsOf(command), '--simulate');
    const changes = [...out.matchAll(/^\(\d+\/\d+\) (\w+) (\S+) \((.*)\)$/gm)].map(
      ([, verb, name = '', versions = '']) => `${verb === 'Purging' ? '-' : ''}${name} ${versions}`,
    );
    const errors = status === 0 ? [] : error.split('\n').filter(Boolean);
    return {
      exit: status,
      changes: status === 0 ? changes.map(withoutTime) : [],
      errors: errors.map(withoutTime),
    };
  }

  /** `<`, `=` or `>`, as `apk version -t` says; `?` when it says nothing of the kind. */
  compareVersions(a: string, b: string): string {
    const { out } = this.#apk('version', '-t', a, b);
    return /^[<=>]$/.test(out.trim()) ? out.trim() : '?';
  }

  /** Those that apk does not take for versions. */
  invalidVersions(texts: readonly string[]): readonly string[] {
    return this.#apk('version', '--check', ...texts)
      .out.split('\n')
      .filter(Boolean);
  }

  close(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #write({ world, groups, installed }: ApkState): void {
    // apk keeps its list sorted, and takes it in hand in that order.
    const sorted = [...installed].sort(([a], [b]) => compareNames(a, b));
    const blocks = sorted.map(([name, version]) => {
      const group = groups.get(name);
      return group === undefined ? this.#records.get(`${name}-${version}`) : groupRecord(name, version, group.depends);
    });
    writeFileSync(join(this.#root, INSTALLED), blocks.map((block) => `${block ?? ''}\n\n`).join(''));
    writeFileSync(join(this.#root, WORLD), world.map((line) => `${line}\n`).join(''));
  }

  #apk(...words: string[]): { status: number; out: string; error: string } {
    const run = spawnSync('chroot', [this.#root, 'apk', ...words], { encoding: 'utf8' });
    return { status: run.status ?? -1, out: run.stdout, error: run.stderr };
  }
}

/** apk gives a group the time as its version. */
function withoutTime(line: string): string {
  return line.replace(/(?<![.\d])20\d{6}\.\d{6}(?![\d-])/g, '20000101.000000');
}

function fullName(block: string): string {
  return `${/^P:(.*)$/m.exec(block)?.[1] ?? ''}-${/^V:(.*)$/m.exec(block)?.[1] ?? ''}`;
}

/** The record without its files. */
function packageFields(block: string): string {
  const lines = block.split('\n');
  const files = lines.findIndex((line) => /^[FMRZaqrfs]:/.test(line));
  return (files < 0 ? lines : lines.slice(0, files)).join('\n');
}

function groupRecord(name: string, version: string, depends: readonly string[]): string {
  const hash = createHash('sha1').update(`${name}-${version}`).digest('base64');
  const head = [`C:Q1${hash}`, `P:${name}`, `V:${version}`, 'A:noarch', 'S:0', 'I:0', 'T:virtual meta package'];
  return [...head, 'U:', 'L:', ...(depends.length > 0 ? [`D:${depends.join(' ')}`] : [])].join('\n');
}
