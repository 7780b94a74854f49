/**
 * `npm run corpus -- <folder>`: what the checker says about a folder of Dockerfiles, in figures.
 *
 *   --profile base   app (default), base or lesson
 *   --list           each warning and error with file and line
 *   --json           the figures as one JSON object
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { checker, type Diagnostic, lineStarts, positionAt, type Profile, type Severity } from '../src/checker/index.ts';
import { isMain } from './root.ts';

/** Findings of one rule at one severity. */
interface RuleCount {
  readonly rule: string;
  readonly severity: Severity;
  readonly findings: number;
  readonly files: number;
}

/** A finding with its place. */
interface PlacedFinding {
  /** Relative to the folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

/** What `npm run corpus -- <folder> --json` prints, besides the list of findings. */
interface CorpusResult {
  readonly files: number;
  /** Of these, files with an Alpine stage. */
  readonly alpineFiles: number;
  /** Files with at least one warning or error, and their share of all in per cent. */
  readonly filesWithWarnings: number;
  readonly per100: number;
  /** Most frequent first. */
  readonly rules: readonly RuleCount[];
  readonly filesPerSecond: number;
  readonly findings: readonly PlacedFinding[];
  /** Rules that crashed on a file: bugs of ours. */
  readonly failures: readonly string[];
}

/** Checks every Dockerfile below a folder. */
function measureCorpus(folder: string, profile: Profile = 'app'): CorpusResult {
  const files = dockerfiles(folder);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replace(/^\ufeff/, ''));
  const start = performance.now();
  const results = texts.map((text) => checker.check(text, { profile }));
  const seconds = (performance.now() - start) / 1_000;
  const findings = results.flatMap(({ diagnostics }, index) =>
    place(files[index] ?? '', texts[index] ?? '', diagnostics),
  );
  const loud = new Set(findings.filter(({ severity }) => severity !== 'info').map(({ file }) => file)).size;
  return {
    files: files.length,
    alpineFiles: results.filter(({ model }) => model.stages.some(({ distro }) => distro === 'alpine')).length,
    filesWithWarnings: loud,
    per100: round((100 * loud) / Math.max(1, files.length)),
    rules: countRules(findings),
    filesPerSecond: Math.round(files.length / Math.max(0.001, seconds)),
    findings,
    failures: results.flatMap(({ failures }, index) => failures.map(({ rule }) => `${files[index] ?? ''}: ${rule}`)),
  };
}

/** The names that `belay check` looks for in a folder, without templates, which are no Dockerfiles yet. */
function isDockerfileName(name: string): boolean {
  return (
    /^(?:Dockerfile|Containerfile)|\.(?i:Dockerfile)$/.test(name) && !/\.(?:dockerignore|template|tmpl)$/.test(name)
  );
}

/** Paths relative to the folder, with `/`, sorted. */
function dockerfiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => isDockerfileName(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .map((path) => relative(folder, path).replaceAll('\\', '/'))
    .filter((path) => !/(?:^|\/)(?:node_modules|\.(?!(?:devcontainer|docker|github)\/)[^/]*)\//.test(path))
    .sort();
}

function place(file: string, text: string, diagnostics: readonly Diagnostic[]): PlacedFinding[] {
  const starts = lineStarts(text);
  return diagnostics.map(({ rule, severity, message, range }) => ({
    file,
    line: positionAt(starts, range.start).line,
    rule,
    severity,
    message,
  }));
}

function countRules(findings: readonly PlacedFinding[]): RuleCount[] {
  const severities: readonly Severity[] = ['error', 'warning', 'info'];
  return checker.ruleIds
    .flatMap((rule) =>
      severities.map((severity) => {
        const own = findings.filter((each) => each.rule === rule && each.severity === severity);
        return { rule, severity, findings: own.length, files: new Set(own.map(({ file }) => file)).size };
      }),
    )
    .filter((count) => count.findings > 0)
    .sort((a, b) => b.findings - a.findings);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function report(result: CorpusResult, list: boolean): string {
  const loud = result.findings.filter(({ severity }) => severity !== 'info');
  return [
    ...(list ? loud.map((each) => `${each.file}:${each.line}  ${each.severity}  ${each.rule}  ${each.message}`) : []),
    ...(list && loud.length > 0 ? [''] : []),
    `${'rule'.padEnd(28)}${'severity'.padEnd(10)}${'findings'.padStart(9)}${'files'.padStart(7)}`,
    ...result.rules.map(
      ({ rule, severity, findings, files }) =>
        `${rule.padEnd(28)}${severity.padEnd(10)}${String(findings).padStart(9)}${String(files).padStart(7)}`,
    ),
    '',
    `${result.files} files, ${result.alpineFiles} with an Alpine stage`,
    `${result.filesWithWarnings} with a warning or an error, ${result.per100} %`,
    `${result.filesPerSecond} files a second`,
    ...result.failures.map((failure) => `A rule crashed, which is a bug of Belay: ${failure}`),
  ].join('\n');
}

/** @throws Error with one line that says what is wrong with the call. */
function main(): string {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string', default: 'app' },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    throw new Error('Usage: npm run corpus -- <folder> [--profile app|base|lesson] [--list] [--json]');
  }
  const { profile } = values;
  if (profile !== 'app' && profile !== 'base' && profile !== 'lesson') {
    throw new Error(`Unknown profile "${profile}". There are: app, base, lesson.`);
  }
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new Error(`${folder} is no folder.`);
  const result = measureCorpus(folder, profile);
  if (result.files === 0) throw new Error(`There is no Dockerfile in ${folder}.`);
  return values.json ? JSON.stringify(result) : report(result, values.list);
}

if (isMain(import.meta.url)) {
  try {
    console.log(main());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
