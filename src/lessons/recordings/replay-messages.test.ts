import { describe, expect, it } from 'vitest';
import { castV2 } from '../../player/fixtures/cast-text.ts';
import { readTimeline, type Step, type Timeline } from '../../player/index.ts';
import { frameAt } from '../../player/index.ts';
import {
  finishedOutcome,
  finishedWords,
  outcomeWords,
  pausesWords,
  positionWords,
  shortLabel,
  stepCount,
  stepWords,
} from './replay-messages.ts';

/** A timeline of commands with these exit codes. */
function ended(...codes: number[]): Timeline {
  const commands = codes.map((exitCode, index) => ({ command: `command ${index + 1}`, exitCode }));
  const cast = castV2(commands.map(({ command }, index) => [index * 10, 'o', `$ ${command}\r\n`]));
  const result = readTimeline(cast, commands);
  if (!result.ok) throw new Error(result.problem.what);
  return result.value;
}

const build: Step = {
  ...ended(0).steps[0]!,
  kind: 'build',
  label: '[builder 2/4] RUN a     && b',
  exitCode: undefined,
};

describe('words', () => {
  it('name a step', () => {
    expect([stepCount(build), shortLabel(build)]).toEqual(['[builder 2/4]', 'RUN a && b']);
    expect(stepCount({ ...build, label: 'exporting to image' })).toBeUndefined();
    expect(stepWords(ended(0, 0).steps[1]!, ended(0, 0))).toBe('Step 2 of 2: command 2');
  });

  it('say the position as a slider does', () => {
    const timeline = ended(0, 0);
    expect(positionWords(12.3, 34, timeline.steps[1], timeline)).toBe('0:12 of 0:34, step 2 of 2: command 2');
    expect(positionWords(12.3, 34, undefined, timeline)).toBe('0:12 of 0:34');
  });

  it.each([
    [[0], 'Finished, exit code 0: success', 'done'],
    [[0, 137], 'Finished, exit code 137: killed by SIGKILL (128 + 9)', 'failed'],
    [[1, 0], 'Finished, exit code 0. Step 1 ended with exit code 1: failed', 'mixed'],
  ])('say how it ended: %j', (codes, words, outcome) => {
    expect(finishedWords(ended(...codes))).toBe(words);
    expect(finishedOutcome(ended(...codes))).toBe(outcome);
  });

  it('say nothing about an end that is not known', () => {
    const timeline = { ...ended(0), exitCode: undefined };
    expect([finishedWords(timeline), finishedOutcome(timeline)]).toEqual(['Finished', 'mixed']);
  });

  it('say how a step ended', () => {
    const command = ended(127).steps[0]!;
    expect(outcomeWords(command)).toBe('exit 127');
    expect(outcomeWords({ ...build, outcome: 'failed', exitCode: 127 })).toBe('failed, exit 127');
    expect(outcomeWords({ ...build, outcome: 'failed' })).toBe('failed');
    expect(outcomeWords({ ...build, outcome: 'cached' })).toBe('cached');
    expect(outcomeWords({ ...build, outcome: 'done' })).toBeUndefined();
  });

  it('say what happens to pauses', () => {
    expect(pausesWords(0, 80, 80)).toBe('Every pause is as long as it was.');
    expect(pausesWords(2, 20, 20)).toBe('No pause of this recording is longer.');
    expect(pausesWords(2, 80, 20)).toBe('Longer ones are shortened here; the recording took 1:20.');
  });
});

it('a frame is the last lines that a screen may hold', () => {
  const result = readTimeline(
    castV2(
      [
        [0, 'o', 'one\r\nabcdefghijkl\r\n'],
        [1, 'o', '\r\nlast\r\n'],
      ],
      10,
      3,
    ),
  );
  expect(result.ok && frameAt(result.value)).toBe('abcdefghijkl\n\nlast');
  expect(result.ok && frameAt(result.value, 1)).toBe('one\nabcdefghijkl');
});
