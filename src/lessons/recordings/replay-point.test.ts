import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frameAt, type Timeline } from '../../player/index.ts';
import { loadLessons } from '../content/load.ts';
import { openingOf } from './opening.ts';
import { openingPosition, placeOf, pointOf, readRecording } from './replay-point.ts';

const recorded = loadLessons().flatMap(({ slug, folder, data }) =>
  data.states.flatMap((state) => (state.recording ? [{ slug, folder, state, recording: state.recording }] : [])),
);

describe.each(recorded)('the recording $slug/$state.name', ({ folder, state, recording }) => {
  const cast = readFileSync(`${folder}/recordings/${state.name}.cast`, 'utf8');
  const timeline = (raw: boolean): Timeline => {
    const result = readRecording(cast, recording, raw);
    if (!result.ok) throw new Error(result.problem.what);
    return result.value;
  };

  it('has the same steps when it is folded', () => {
    const steps = (raw: boolean): unknown =>
      timeline(raw).steps.map(({ label, kind, outcome, exitCode, start }) => [label, kind, outcome, exitCode, start]);
    expect(steps(false)).toEqual(steps(true));
    expect(timeline(false).typed).toEqual(timeline(true).typed);
  });

  it('shows neither digests nor an exit code before another command', () => {
    const lines = timeline(false).lines.map(({ text }) => text);
    expect(lines.filter((line) => /[0-9a-f]{64}|\[internal\]|\[exit \d+\] \$/.test(line))).toEqual([]);
  });

  it('is typed at once everywhere', () => {
    expect(timeline(false).typed).toHaveLength(recording.meta.commands.length);
  });

  it('opens at a command of the lesson', () => {
    const opens = recording.replay?.opens;
    if (opens === undefined || opens === 'end') throw new Error('A recording of ours has a point.');
    const place = placeOf(timeline(false), pointOf(timeline(false), recording));
    const last = frameAt(timeline(false), place.events).trimEnd().split('\n').at(-1) ?? '';
    if ('at' in opens) expect(last).toContain(opens.at);
    else expect(last).toMatch(/^\$$/);
    expect(openingOf(state, cast)?.at).toBe(openingPosition(timeline(false), pointOf(timeline(false), recording)));
  });
});

it('is short, but for where time is the point', () => {
  const kept = recorded.flatMap(({ slug, recording }) => (recording.replay?.realTime.length ? [slug] : []));
  expect([...new Set(kept)]).toEqual(['dns', 'tini']);
});
