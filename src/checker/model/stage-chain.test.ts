import { describe, expect, test } from 'vitest';
import { analyze } from './analyze.ts';
import { fingerprint } from './fingerprint.ts';
import { parentOf, withTriggers } from './stage-chain.ts';

const BASE = [
  'FROM alpine:3.24 AS base',
  '# why',
  'ONBUILD RUN apk add git',
  'ONBUILD ENV A=b',
  'ONBUILD COPY . /app',
  'SHELL ["/bin/ash", "-ec"]',
  'USER app',
  'ONBUILD USER other',
  '',
].join('\n');

describe('ONBUILD', () => {
  test('changes nothing in its own stage', () => {
    const { stages } = analyze(BASE);
    const [base] = stages;
    expect(stages).toHaveLength(1);
    expect([...(base?.installed.keys() ?? [])]).toEqual([]);
    expect([base?.end.user, base?.end.env.has('A'), base?.fileEvents.length]).toEqual(['app', false, 0]);
  });

  test('is read with what the stage ends with', () => {
    const [base] = analyze(BASE).stages;
    const triggers = base?.triggers;
    const [run] = triggers?.steps ?? [];
    expect(triggers?.steps.map(({ instruction }) => instruction.keyword)).toEqual(['RUN', 'ENV', 'COPY', 'USER']);
    expect(run?.invocations.map(({ name }) => name)).toEqual(['apk']);
    expect([run?.before.user, run?.before.shell]).toEqual(['app', ['/bin/ash', '-ec']]);
    expect(run?.instruction.leading.map(({ text }) => text)).toEqual(['why']);
    expect([triggers?.distro, triggers?.release, triggers?.inFinalImage]).toEqual(['alpine', '3.24', true]);
  });

  test('runs where a stage is FROM it, and not in the one after that', () => {
    const { stages } = analyze(`${BASE}FROM base AS child\nRUN true\nFROM child\n`);
    const [base, child, last] = stages;
    expect(child?.base.stage).toBe(base?.triggers);
    expect(last?.base.stage).toBe(child);
    expect([...(child?.installed.keys() ?? [])]).toEqual(['git']);
    expect([child?.end.user, child?.end.env.get('A')]).toEqual(['other', 'b']);
    expect(child?.steps.map(({ instruction }) => instruction.keyword)).toEqual(['RUN']);
    expect(stages.map((stage) => parentOf(stage))).toEqual([undefined, base, child]);
    expect(withTriggers(stages).map(({ index }) => index)).toEqual([0, 0.5, 1, 2]);
    expect(base?.triggers?.inFinalImage).toBe(true);
  });

  test('of a stage that the target is not built on does not count', () => {
    const [base] = analyze(`${BASE}FROM alpine:3.24\nCOPY --from=base / /\n`).stages;
    expect([base?.reached, base?.triggers?.reached]).toEqual([true, false]);
  });

  test('needs the stages that it copies from', () => {
    const { stages } = analyze(
      'FROM alpine AS a\nFROM alpine AS base\nONBUILD COPY --from=a /a /a\nFROM base\nRUN true\n',
    );
    expect(stages.map(({ reached }) => reached)).toEqual([true, true, true]);
  });

  test('shows in the fingerprint', () => {
    const print = (line: string): string => fingerprint(analyze(`FROM alpine:3.24\n${line}\n`));
    expect(print('ONBUILD RUN a')).not.toBe(print('ONBUILD RUN b'));
    expect(print('onbuild  RUN a')).toBe(print('ONBUILD RUN a'));
  });

  test.each(['ONBUILD', 'ONBUILD FROM a', 'ONBUILD ONBUILD RUN a', 'ONBUILD MAINTAINER a'])(
    '%s is no trigger',
    (line) => {
      expect(() => analyze(`FROM alpine:3.24 AS a\n${line}\nFROM a\nRUN true\n`)).not.toThrow();
    },
  );
});
