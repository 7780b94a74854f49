import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checker, configSchema, readConfig } from '../../src/checker/index.ts';
import { readArgs } from '../../src/cli/args.ts';
import { checkCommand } from '../../src/cli/commands/check.ts';
import { explainCommand } from '../../src/cli/commands/explain.ts';
import { fixCommand } from '../../src/cli/commands/fix.ts';
import { isDockerfileName } from '../../src/cli/discover.ts';
import { formats } from '../../src/cli/formats/index.ts';
import { t } from '../../src/i18n/index.ts';
import * as examples from '../../src/components/rules/ci-examples.ts';
import { root } from '../../scripts/root.ts';

/** The page "Use in CI", the action and the hooks say what the command really does. */
const commands = [checkCommand, explainCommand, fixCommand];
const texts = Object.values(examples).flatMap((each) => {
  if (typeof each === 'function') return each('https://example.org/belay.mjs');
  return typeof each === 'string' ? each : [];
});
const yaml = (file: string): unknown => parse(readFileSync(join(root, file), 'utf8'));

describe('the page "Use in CI"', () => {
  const lines = texts.flatMap((text) =>
    [...text.matchAll(/(?:^|\s)(?:\S*\/bin\/)?belay(?:\.mjs)? ((?:check|fix|explain)\b[^#|<>\n]*)/g)].map(
      ([, words = '']) => words.trim(),
    ),
  );

  test.each(lines)('calls belay %s with options that exist', (line) => {
    const [name, ...words] = line.split(/\s+/);
    const command = commands.find((each) => each.name === name);
    expect(() => readArgs(words, command?.options ?? [])).not.toThrow();
  });

  test('finds its own calls', () => {
    expect(lines).toContain('check --format rdjson');
    expect(examples.download('x')).toMatch(/^node belay\.mjs check$/m);
  });

  test('tells of every format', () => {
    expect(Object.keys(t.useInCi.formats.readers).sort()).toEqual(formats.map(({ name }) => name).sort());
  });

  test('shows a configuration without problems, with every field', () => {
    const data = parse(examples.configuration('https://example.org/')) as object;
    expect(readConfig(data, checker.ruleIds).problems).toEqual([]);
    const { properties } = configSchema(checker.rules) as { properties: object };
    expect([...Object.keys(data), '$schema'].sort()).toEqual(Object.keys(properties).sort());
  });

  test('names checks of other tools that a rule has', () => {
    const known = checker.ruleIds.flatMap((id) => [
      ...(checker.rule(id)?.hadolint ?? []),
      ...(checker.rule(id)?.buildkit ?? []),
    ]);
    const named = [...examples.otherIgnores.matchAll(/(?:ignore|skip)=(\w+)/g)].map(([, name]) => name);
    expect(named).toHaveLength(3);
    expect(named.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  });

  test('shows comments that hold findings back', () => {
    for (const text of [`FROM alpine:3.24\n${examples.belayIgnore}`, examples.otherIgnores]) {
      expect(checker.check(text).diagnostics).toEqual([]);
      expect(checker.check(text.replace(/^# (?:belay|hadolint) ignore.*\n/m, '')).diagnostics).toHaveLength(1);
    }
  });
});

describe('the action', () => {
  const { inputs } = yaml('action.yml') as { inputs: Record<string, unknown> };

  test('has inputs that are options of belay check', () => {
    const own = ['paths', 'output'];
    const options = checkCommand.options.map(({ name }) => name);
    expect(Object.keys(inputs).filter((name) => !own.includes(name) && !options.includes(name))).toEqual([]);
  });

  test.each([examples.actionWorkflow, examples.sarifWorkflow, examples.reviewdogWorkflow])(
    'is used with inputs that it has (example %#)',
    (text) => {
      interface Step {
        readonly uses?: string;
        readonly with?: Record<string, string>;
      }
      const { jobs } = parse(text) as { jobs: Record<string, { steps: readonly Step[] }> };
      const steps = Object.values(jobs)
        .flatMap((job) => job.steps)
        .filter(({ uses }) => uses?.startsWith(`${examples.owner}/belay@`) === true);
      expect(steps).toHaveLength(1);
      for (const step of steps) {
        const given = Object.keys(step.with ?? {});
        expect(given.filter((name) => !(name in inputs))).toEqual([]);
        expect([undefined, ...formats.map(({ name }) => name)]).toContain(step.with?.['format']);
      }
    },
  );
});

describe('the hooks', () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly files: string;
    readonly exclude: string;
  }
  const hooks = yaml('.pre-commit-hooks.yaml') as readonly Hook[];

  test.each(hooks)('$id takes the files that belay finds by itself', ({ files, exclude }) => {
    const names = [
      'Dockerfile',
      'Dockerfile.dev',
      'Dockerfile-alpine',
      'api.Dockerfile',
      'Containerfile',
      'a.Containerfile',
      'Dockerfile2',
      'Dockerfile-dev',
      'api.dockerfile',
      'API.DOCKERFILE',
    ].concat([
      'Dockerfile.template',
      'DockerfileHelper.cs',
      'MyDockerfile',
      'Dockerfile.dockerignore',
      'dockerfile',
      'dockerfile.dev',
      'dockerfile-parse.js',
      'a.dockerfile.md',
      'compose.yaml',
    ]);
    const takes = (path: string): boolean => new RegExp(files).test(path) && !new RegExp(exclude).test(path);
    for (const name of names) expect([name, takes(`some/folder/${name}`)]).toEqual([name, isDockerfileName(name)]);
    for (const folder of ['.devcontainer', 'a/.docker/x', '.github/workflows'])
      expect([folder, takes(`${folder}/Dockerfile`)]).toEqual([folder, true]);
    for (const folder of ['.cache', 'a/.dockers', '.github/.old', 'a/node_modules/b'])
      expect([folder, takes(`${folder}/Dockerfile`)]).toEqual([folder, false]);
  });

  test('are those that the page names', () => {
    const { repos } = parse(examples.preCommitConfig) as { repos: { hooks: { id: string }[] }[] };
    expect(repos.flatMap((repo) => repo.hooks.map(({ id }) => id))).toEqual(hooks.map(({ id }) => id));
  });
});
