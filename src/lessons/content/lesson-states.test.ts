import { describe, expect, it } from 'vitest';
import { parseRecordingScript } from '../recordings/recording-script.ts';
import { lessonStates } from './lesson-states.ts';

const files = new Map([
  ['lesson.mdx', 'prose'],
  ['variants/one-zone/Dockerfile', 'zone'],
  ['solution/Dockerfile', 'solved'],
  ['starter/app/run.sh', 'run'],
  ['starter/Dockerfile', 'start'],
  ['recordings/starter.cast', 'cast'],
]);
const session = (states: string) => parseRecordingScript(`image: a\ncommands: [b]\nstates: ${states}`, 'session.yaml');

describe('lessonStates', () => {
  it('lays each state over the starter', () => {
    expect(lessonStates(files).map(({ name, files: merged }) => [name, [...merged]])).toEqual([
      [
        'starter',
        [
          ['Dockerfile', 'start'],
          ['app/run.sh', 'run'],
        ],
      ],
      [
        'solution',
        [
          ['Dockerfile', 'solved'],
          ['app/run.sh', 'run'],
        ],
      ],
      [
        'one-zone',
        [
          ['Dockerfile', 'zone'],
          ['app/run.sh', 'run'],
        ],
      ],
    ]);
  });

  it('knows states that only the session names', () => {
    const states = lessonStates(files, session('{ init-flag: { from: solution } }'));
    expect(states.map(({ name }) => name)).toEqual(['starter', 'solution', 'init-flag', 'one-zone']);
    expect(states[2]?.files.get('Dockerfile')).toBe('solved');
  });

  it('refuses a state that builds on nothing or on itself', () => {
    expect(() => lessonStates(files, session('{ a: { from: nowhere } }'))).toThrow('"nowhere"');
    expect(() => lessonStates(files, session('{ a: { from: b }, b: { from: a } }'))).toThrow('circle');
  });
});
