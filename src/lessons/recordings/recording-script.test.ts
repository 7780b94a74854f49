import { describe, expect, it } from 'vitest';
import { parseRecordingScript, replayScript, stateSession } from './recording-script.ts';

const text = `
image: tz
commands:
  - docker build -t tz .
  - { run: docker run --rm tz false, exit: 1 }
opens: { after: docker run }
states:
  stopped:
    note: Killed after ten seconds.
    commands:
      - run: docker stop tz
        exit: [0, 137]
        real-time: true
    opens: { at: docker stop }
  init-flag:
    from: starter
    image: tz-init
`;

describe('parseRecordingScript', () => {
  const session = parseRecordingScript(text, 'session.yaml');

  it('fills in what a state does not say', () => {
    expect(stateSession(session, 'starter')).toEqual({
      image: 'tz',
      commands: [
        { run: 'docker build -t tz .', exits: [0] },
        { run: 'docker run --rm tz false', exits: [1] },
      ],
      note: undefined,
    });
    expect(stateSession(session, 'init-flag').image).toBe('tz-init');
  });

  it('lets a state have commands and a note of its own', () => {
    expect(stateSession(session, 'stopped')).toEqual({
      image: 'tz',
      commands: [{ run: 'docker stop tz', exits: [0, 137] }],
      note: 'Killed after ten seconds.',
    });
  });

  it('says where the player opens, and where time is kept', () => {
    expect(replayScript(session, 'starter')).toEqual({ opens: { after: 'docker run' }, realTime: [] });
    expect(replayScript(session, 'stopped')).toEqual({ opens: { at: 'docker stop' }, realTime: [0] });
  });

  it.each([
    ['image: tz\ncommands: [a]\nopens: { at: b }', /opens: No command of "starter" contains "b"/],
    ['image: tz\ncommands: [a]\nstates: { x: { opens: { after: b } } }', /states\.x\.opens: No command of "x"/],
    ['image: tz\ncommands: [a]\nopens: { at: a }\nstates: { x: { commands: [b] } }', /No command of "x" contains "a"/],
    ['image: [', /a\/session\.yaml: This is not valid YAML/],
    ['', /a\/session\.yaml: /],
    ['image: tz', /: commands: /],
    ['image: tz\ncommands: []', /: commands: /],
    ['image: tz\ncommands: [a]\nstate: {}', /Did you mean "states"/],
    ['image: tz\ncommands: [{ run: a, exit: 300 }]', /: commands\.0/],
    ['image: tz\ncommands: [a]\nstates: { Big: {} }', /small letters|states/],
  ])('names file and field for %j', (broken, message) => {
    expect(() => parseRecordingScript(broken, 'a/session.yaml')).toThrow(message);
  });
});
