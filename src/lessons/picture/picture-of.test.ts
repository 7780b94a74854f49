import { describe, expect, it } from 'vitest';
import { checker, contextOf, type LessonTask } from '../../checker/index.ts';
import { loadLessons } from '../content/load.ts';
import { pictureOf } from './picture-of.ts';
import type { Picture, PictureStep } from './picture.ts';
import { recordedLayers } from './recorded-layers.ts';

const task: LessonTask = { job: { runs: { file: 'run.sh' } }, contracts: [], goals: [], allow: [] };

function picture(text: string, files: Record<string, string> = {}): Picture {
  return pictureOf({ text, files, grade: checker.grade(text, task, { context: contextOf(files) }) });
}

const lessons = loadLessons();

/** The picture of a state of a lesson, with the bytes that were recorded. */
function stateOf(slug: string, name: string, change: (text: string) => string = (text) => text): Picture {
  const data = lessons.find((lesson) => lesson.slug === slug)?.data;
  const state = data?.states.find((each) => each.name === name);
  if (data === undefined || state === undefined) throw new Error(`There is no ${slug}/${name}.`);
  const text = change(state.dockerfile);
  const grade = checker.grade(text, data.task, { context: contextOf(state.files) });
  return pictureOf({ text, files: state.files, grade, recorded: recordedLayers(data), goals: data.task.goals });
}

function step({ stages }: Picture, line: number): PictureStep {
  const found = stages.flatMap(({ steps }) => steps).find(({ lines }) => lines[0] === line);
  if (found === undefined) throw new Error(`No step begins in line ${line}.`);
  return found;
}

describe('pictureOf', () => {
  it('is plain data', () => {
    const drawn = stateOf('multi-stage', 'solution');
    expect(structuredClone(drawn)).toEqual(drawn);
  });

  it('weighs what was recorded, and says on what', () => {
    const data = lessons.find(({ slug }) => slug === 'apk-cache')?.data;
    const layers = data?.states[0]?.recording?.meta.image?.layers ?? [];
    const drawn = stateOf('apk-cache', 'starter');
    for (const { line, bytes } of layers.filter(({ fromBase }) => !fromBase)) {
      expect(step(drawn, line ?? 0).bytes).toEqual({ value: bytes, kind: 'recorded' });
    }
    expect(drawn.recordedOn).toEqual(['alpine:3.19.4']);
  });

  it('takes no recorded bytes for what stands behind a change', () => {
    const drawn = stateOf('apk-cache', 'starter', (text) => text.replace('apk add git jq', 'apk add git'));
    expect(step(drawn, 3).bytes.kind).toBe('recorded');
    expect(step(drawn, 4).bytes.kind).toBe('index');
    expect(step(drawn, 7).bytes).toEqual({ value: 267, kind: 'file' });
  });

  it('knows the layers of a stage from the lesson’s other recordings', () => {
    const drawn = stateOf('multi-stage', 'solution');
    expect(step(drawn, 3).bytes).toEqual(step(stateOf('multi-stage', 'starter'), 3).bytes);
    expect(step(drawn, 3).bytes.kind).toBe('recorded');
  });

  it('shows an rm that frees nothing, and the layer that it hides', () => {
    const drawn = stateOf('apk-cache', 'starter');
    const { bytes, hidden } = step(drawn, 3);
    expect(hidden).toEqual({ by: 5, all: true, bytes });
    expect(step(drawn, 5)).toMatchObject({ bytes: { value: 0 }, hides: [{ line: 3, bytes }] });
    expect(step(drawn, 4).hidden).toBeUndefined();
  });

  it('shows packages that a later line deletes, all of them or a part', () => {
    const drawn = stateOf('virtual-packages', 'deleted-later');
    expect(step(drawn, 6).hidden).toEqual({ by: 8, all: true, bytes: step(drawn, 6).bytes });
    expect(step(drawn, 3).hidden).toBeUndefined();
    const part = picture('FROM alpine:3.19\nRUN apk add --no-cache git jq\nRUN apk del jq\n');
    expect(step(part, 2).hidden).toMatchObject({ by: 3, all: false, bytes: { kind: 'index' } });
  });

  it('does not know how much is hidden where files were not measured', () => {
    const drawn = stateOf('apk-cache', 'removed-later');
    expect(step(drawn, 3).hidden).toEqual({ by: 4, all: false, bytes: { value: undefined, kind: 'unknown' } });
  });

  it('never invents bytes', () => {
    const drawn = picture('FROM ghcr.io/a/b:1\nRUN wget https://example.org/x\nCMD ["x"]\n');
    expect(step(drawn, 1).bytes).toEqual({ value: undefined, kind: 'unknown' });
    expect(step(drawn, 2).bytes).toEqual({ value: undefined, kind: 'unknown' });
    const more = picture('FROM alpine:3.19\nRUN apk add jq\n');
    expect(step(more, 2).bytes).toMatchObject({ kind: 'index', atLeast: true });
  });

  it('says who asked for packages, and which came along or went again', () => {
    const { packages } = step(stateOf('multi-stage', 'starter'), 3);
    expect(packages?.asked).toEqual(['binutils', 'make', 'musl-dev', 'zstd-dev']);
    expect(packages?.brought).toContain('zstd-libs');
    expect(step(stateOf('virtual-packages', 'solution'), 6).packages).toMatchObject({
      asked: [],
      passing: ['binutils', 'make', 'musl-dev', 'zstd-dev'],
    });
  });

  it('follows copies, users and stages', () => {
    const drawn = stateOf('multi-stage', 'solution');
    expect(drawn.stages.map(({ role }) => role)).toEqual(['needed', 'target']);
    expect(step(drawn, 12).copies).toEqual({ stage: 0, from: 'build', sources: ['/usr/local/bin/zratio'] });
    const users = picture('FROM alpine:3.19\nRUN adduser -D app\nUSER app\nRUN id\n');
    expect([2, 3, 4].map((line) => step(users, line).user)).toEqual(['root', 'app', 'app']);
    expect(step(picture('FROM ghcr.io/a/b\n'), 1).user).toBeUndefined();
    const unused = picture('FROM alpine:3.19 AS a\nRUN true\nFROM alpine:3.19\n');
    expect(unused.stages.map(({ role }) => role)).toEqual(['unused', 'target']);
    const above = picture('FROM alpine:3.19 AS a\nRUN echo > /x\nFROM a\nRUN echo > /y\n');
    expect(above.layers).toEqual([
      { stage: 0, step: 0 },
      { stage: 0, step: 1 },
      { stage: 1, step: 1 },
    ]);
  });

  it('stops at the step that fails', () => {
    const drawn = picture('FROM alpine:3.19\nRUN true\nRUN apt-get update\nRUN true\n');
    expect(drawn.stops).toMatchObject({ line: 3, exit: 127 });
    expect(drawn.stops?.prints).toContain('apt-get: not found');
    expect(drawn.stages[0]?.steps.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'fails', 'not-run']);
    expect(drawn.start).toBeUndefined();
  });

  it('shows a program that a goal is about with what it loads, once', () => {
    const of = (state: string) => stateOf('shared-libraries', state).start?.programs ?? [];
    expect(of('starter').map(({ path }) => path)).toEqual(['/usr/local/bin/pack', '/usr/local/bin/pzstd']);
    const missing = of('starter')[1]?.needs.filter(({ state }) => state === 'missing');
    expect(missing?.map(({ name }) => name)).toEqual(['libzstd.so.1', 'libstdc++.so.6', 'libgcc_s.so.1']);
    expect(of('solution')[1]?.needs.every(({ state }) => state === 'there')).toBe(true);
    expect(of('whole-package')[1]?.path).toBe('/usr/bin/pzstd');
    expect(stateOf('musl-or-glibc', 'solution').start?.programs).toHaveLength(1);
  });

  it('follows the loader to what is missing', () => {
    const [program] = stateOf('musl-or-glibc', 'starter').start?.programs ?? [];
    expect(program).toMatchObject({ kind: 'glibc', state: 'there' });
    expect(program?.needs[0]).toMatchObject({ is: 'loader', state: 'missing', name: '/lib64/ld-linux-x86-64.so.2' });
    const [still] = stateOf('musl-or-glibc', 'static').start?.programs ?? [];
    expect(still).toMatchObject({ kind: 'none', needs: [] });
    const [library] = stateOf('multi-stage', 'library-missing').start?.programs ?? [];
    expect(library?.needs.map(({ name, state }) => [name, state])).toEqual([
      ['/lib/ld-musl-x86_64.so.1', 'there'],
      ['libzstd.so.1', 'missing'],
    ]);
  });

  it('knows what PID 1 is and what the stop signal does', () => {
    expect(stateOf('tini', 'starter').start).toMatchObject({ pid1: 'tail', init: false, stops: 'kill' });
    const { child, init, pid1, programs } = stateOf('tini', 'solution').start ?? {};
    expect({ child, init, pid1 }).toEqual({ child: ['/usr/local/bin/worker'], init: true, pid1: '/sbin/tini' });
    expect(programs?.map(({ kind }) => kind)).toEqual(['musl', 'script']);
  });

  it('goes from TZ to a file', () => {
    expect(stateOf('timezones', 'starter').time).toMatchObject({ by: 'zone', result: 'utc', lines: [3, 3] });
    expect(stateOf('timezones', 'solution').time).toMatchObject({
      result: 'file',
      looks: [{ path: '/usr/share/zoneinfo/Europe/Berlin', state: 'there' }],
    });
    expect(stateOf('timezones', 'dangling').time?.looks).toEqual([
      { path: '/etc/localtime', target: '/usr/share/zoneinfo/Europe/Berlin', state: 'missing' },
    ]);
    const rule = picture('FROM alpine:3.19\nENV TZ=CET-1CEST,M3.5.0,M10.5.0/3\nCMD ["date"]\n');
    expect(rule.time).toMatchObject({ by: 'rule', result: 'rule' });
    expect(picture('FROM debian:13-slim\nCMD ["date"]\n').time).toBeUndefined();
  });

  it('says which steps a file runs again', () => {
    const text =
      'FROM alpine:3.19 AS a\nWORKDIR /s\nCOPY a.txt .\nRUN true\nCOPY b/ b/\nRUN true\nFROM alpine:3.19\nRUN true\nCOPY --from=a /s /s\n';
    const files = { 'a.txt': '1', 'b/c.txt': '2', 'b/d.txt': '3', 'e.md': '4', 'f.md': '5', '.dockerignore': 'f.md\n' };
    expect(picture(text, files).cache.files).toEqual([
      { paths: ['a.txt'], again: [3, 4, 5, 6], perhaps: [9] },
      { paths: ['b/c.txt', 'b/d.txt'], again: [5, 6], perhaps: [9] },
      { paths: ['e.md'], again: [], perhaps: [] },
    ]);
  });

  it('draws the first steps of a long file, and counts the others', () => {
    const drawn = picture(`FROM alpine:3.19\n${'RUN true\n'.repeat(300)}`);
    expect(drawn.stages[0]?.steps).toHaveLength(200);
    expect(drawn.more).toBe(101);
  });

  it('takes any text', () => {
    for (const text of [
      '',
      'FROM',
      'RUN true',
      'FROM scratch\nCMD []',
      'FROM $X\nCOPY --from=9 a b',
      'FROM a AS a\nFROM a',
    ]) {
      expect(() => picture(text)).not.toThrow();
    }
  });
});
