import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../../tests/any-text.ts';
import { buildEvents, castV2, castV3 } from './fixtures/cast-text.ts';
import { searchTimeline } from './search.ts';
import { readTimeline, stepAt, stepLines, timelineText, type Timeline } from './timeline.ts';

const commands = [
  { command: 'docker build -t tz .', exitCode: 1 },
  { command: 'docker run --rm tz date', exitCode: 0 },
];

function timelineOf(text: string, infos = commands): Timeline {
  const result = readTimeline(text, infos);
  if (!result.ok) throw new Error(result.problem.what);
  return result.value;
}

const steps = [
  ['command', 'docker build -t tz .', 'failed', 1],
  ['build', '[1/3] FROM docker.io/library/alpine:3.19.4', 'cached', undefined],
  ['build', '[2/3] RUN apk add --no-cache tzdata', 'done', undefined],
  ['build', '[extra 1/1] COPY a b', 'done', undefined],
  ['build', '[3/3] RUN ./missing', 'failed', 127],
  ['command', 'docker run --rm tz date', 'done', 0],
];

describe('steps', () => {
  it.each(['none', 'commands', 'before', 'after', 'at once'] as const)('are found with markers: %s', (markers) => {
    for (const cast of [castV2(buildEvents(markers)), castV3(buildEvents(markers))]) {
      const timeline = timelineOf(cast);
      expect(timeline.steps.map((step) => [step.kind, step.label, step.outcome, step.exitCode])).toEqual(steps);
      expect(timeline.steps.map((step) => step.number)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(timeline.steps.map((step) => stepLines(timeline, step)[0])).toEqual([
        '$ docker build -t tz .',
        '#4 [1/3] FROM docker.io/library/alpine:3.19.4',
        '#5 [2/3] RUN apk add --no-cache tzdata',
        '#6 [extra 1/1] COPY a b',
        '#7 [3/3] RUN ./missing',
        '$ docker run --rm tz date',
      ]);
      expect(timeline.exitCode).toBe(0);
      expect(stepAt(timeline, timeline.duration)?.number).toBe(6);
      expect(stepAt(timeline, 0)?.number).toBe(1);
    }
  });

  it('follow each other and hold every line', () => {
    const timeline = timelineOf(castV2(buildEvents('after')));
    expect(timeline.steps[0]?.start).toBe(0);
    for (const [index, step] of timeline.steps.entries()) {
      const next = timeline.steps[index + 1];
      expect(step.end).toBe(next?.start ?? timeline.duration);
      expect(step.to).toBe(next?.from ?? timeline.lines.length);
    }
    expect(timeline.steps.flatMap((step) => stepLines(timeline, step))).toEqual(
      timelineText(timeline).split('\n').slice(0, -1),
    );
  });

  it('know the builder before BuildKit', () => {
    const text = '/ # docker build .\r\nStep 1/2 : FROM alpine:3.19\r\n ---> 1\r\nStep 2/2 : RUN true\r\n';
    expect(timelineOf(castV2([[0, 'o', text]])).steps.map((step) => [step.kind, step.label])).toEqual([
      ['command', 'docker build .'],
      ['build', '[1/2] FROM alpine:3.19'],
      ['build', '[2/2] RUN true'],
    ]);
  });

  it('are one when nothing is known, and keep what comes first', () => {
    expect(timelineOf(castV2([[1, 'o', 'hello\r\n']])).steps).toMatchObject([
      { kind: 'part', from: 0, to: 1, start: 0, end: 1 },
    ]);
    const opened = timelineOf(
      castV2([
        [0, 'o', 'welcome\r\n'],
        [1, 'm', 'ls'],
        [1, 'o', '$ ls\r\n'],
      ]),
    );
    expect(opened.steps.map((step) => [step.label, ...stepLines(opened, step)])).toEqual([
      ['Before the first step', 'welcome'],
      ['ls', '$ ls'],
    ]);
  });

  it('that were printed at once can each be gone to', () => {
    const timeline = timelineOf(castV2(buildEvents('at once')));
    const shown = timeline.steps.map((step) => {
      const text = timeline.cast.events
        .slice(0, step.events)
        .map((event) => (event.kind === 'output' ? event.data : ''));
      return text
        .join('')
        .trimEnd()
        .split('\r\n')
        .at(-1)
        ?.replace(/\x1b\[\d*m/g, '');
    });
    expect(shown).toEqual([
      '$ docker build -t tz .',
      '#4 [1/3] FROM docker.io/library/alpine:3.19.4',
      '#5 [2/3] RUN apk add --no-cache tzdata',
      '#6 [extra 1/1] COPY a b',
      '#7 [3/3] RUN ./missing',
      '$ docker run --rm tz date',
    ]);
    expect(new Set(timeline.steps.slice(1, 5).map((step) => step.start)).size).toBe(1);
  });

  it('end with the export of the image', () => {
    const text =
      '$ docker build .\r\n#4 [1/1] FROM alpine\r\n#4 DONE 0.0s\r\n#5 exporting to image\r\n#5 DONE 0.1s\r\n';
    const marked = castV2([
      [0, 'm', 'docker build .'],
      [1, 'm', '[1/1] FROM alpine'],
      [1, 'o', text],
    ]);
    for (const cast of [marked, castV2([[0, 'o', text]])]) {
      expect(timelineOf(cast).steps.map((step) => [step.label, step.outcome])).toEqual([
        ['docker build .', 'unknown'],
        ['[1/1] FROM alpine', 'done'],
        ['exporting to image', 'done'],
      ]);
    }
  });

  it('of two builds in one session are told apart', () => {
    const build = ['#4 [1/1] FROM alpine', '#4 DONE 0.0s'].join('\r\n');
    const text = `$ docker build .\r\n${build}\r\n$ docker build .\r\n${build.replace('DONE 0.0s', 'CACHED')}\r\n`;
    const timeline = timelineOf(castV2([[0, 'o', text]]), [
      { command: 'docker build .', exitCode: 0 },
      { command: 'docker build .', exitCode: 2 },
    ]);
    expect(timeline.steps.map((step) => [step.outcome, step.exitCode])).toEqual([
      ['done', 0],
      ['done', undefined],
      ['failed', 2],
      ['cached', undefined],
    ]);
  });

  it('use the exit event when no command is known', () => {
    expect(
      timelineOf(
        castV3([
          [0, 'o', 'x'],
          [1, 'x', '3'],
        ]),
        [],
      ).exitCode,
    ).toBe(3);
  });
});

describe('transcript', () => {
  it('joins what the terminal wrapped and knows when a line was there', () => {
    const timeline = timelineOf(
      castV2(
        [
          [0, 'o', '$ '],
          [1, 'o', 'x'.repeat(15)],
          [2, 'o', '\r\nend\r\n\r\n'],
        ],
        10,
        4,
      ),
    );
    expect(timeline.lines).toEqual([
      { text: `$ ${'x'.repeat(15)}`, time: 0, settled: 1, event: 0 },
      { text: 'end', time: 2, settled: 2, event: 2 },
    ]);
  });

  it('is whatever the pieces of output are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 20 }), (cuts) => {
        const text = `$ docker build .\r\n#5 [1/2] RUN a\r\n${'50%\r'.repeat(9)}\r\n#5 DONE 1s\r\n#6 [2/2] RUN \x1b[31mb\x1b[0m\r\n`;
        const places = [...new Set([0, ...cuts.filter((at) => at < text.length), text.length])].sort((a, b) => a - b);
        const pieces = places.slice(1).map((to, index) => [index, 'o', text.slice(places[index], to)] as const);
        const timeline = timelineOf(castV2(pieces));
        expect(timelineText(timeline)).toBe('$ docker build .\n#5 [1/2] RUN a\n50%\n#5 DONE 1s\n#6 [2/2] RUN b\n');
        expect(timeline.steps).toHaveLength(3);
      }),
    );
  });
});

describe('search', () => {
  const timeline = timelineOf(castV2(buildEvents('before')));

  it('finds all places with their step', () => {
    const matches = searchTimeline(timeline, 'TZDATA');
    expect(matches.map((match) => timeline.lines[match.line]?.text.slice(match.from, match.to))).toEqual([
      'tzdata',
      'tzdata',
      'tzdata',
    ]);
    expect(matches.map((match) => match.step)).toEqual([3, 3, 4]);
  });

  it('takes the query literally', () => {
    expect(searchTimeline(timeline, '[3/3]')).toHaveLength(2);
    expect(searchTimeline(timeline, '.*')).toHaveLength(0);
    expect(searchTimeline(timeline, ' ')).toHaveLength(0);
  });

  it('never throws', () => {
    fc.assert(fc.property(anyText(10), (query) => void searchTimeline(timeline, query)));
  });
});
