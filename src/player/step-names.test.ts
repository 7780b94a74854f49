import { describe, expect, it } from 'vitest';
import { parseMoment } from './deep-link.ts';
import { stepNamed, stepNames } from './step-names.ts';
import type { Step, Timeline } from './timeline.ts';

const timeline = (...labels: string[]): Timeline =>
  ({ steps: labels.map((label, index) => ({ label, number: index + 1 }) as Step) }) as unknown as Timeline;

describe('names of steps', () => {
  it('say what the step does, not where it stands', () => {
    const { steps } = timeline(
      'docker build -t inventory .',
      '[2/4] RUN apk add --no-cache git jq',
      '[builder 2/4] RUN make',
      'exporting to image',
    );
    expect(stepNames(steps)).toEqual([
      'docker-build-t-inventory',
      'run-apk-add-no-cache-git-jq',
      'builder-run-make',
      'exporting-to-image',
    ]);
  });

  it('are counted where they are the same, and missing where a number would do', () => {
    expect(stepNames(timeline('ls', 'ls', '3', '///', 'LS -').steps)).toEqual([
      'ls',
      'ls-2',
      undefined,
      undefined,
      'ls-3',
    ]);
  });

  it('are short, whatever the label', () => {
    const [name = ''] = stepNames(timeline(`RUN ${'x y '.repeat(100_000)}`).steps);
    expect(name.length).toBeLessThanOrEqual(48);
  });

  it('lead to their step', () => {
    const all = timeline('docker build .', '[1/2] FROM alpine:3.24', '[2/2] RUN true');
    for (const [index, name] of stepNames(all.steps).entries()) {
      const moment = parseMoment(`#step-${name}&state=starter`);
      expect(moment).toEqual({ at: { kind: 'named', name }, state: 'starter' });
      expect(stepNamed(all, name ?? '')?.number).toBe(index + 1);
    }
    expect(stepNamed(all, 'run-false')).toBeUndefined();
  });
});
