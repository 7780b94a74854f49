import { describe, expect, test } from 'vitest';
import { checker } from '../../checker.ts';
import { contextOf } from '../../context-of.ts';
import type { LessonTask } from '../../grade/types.ts';

const lesson: LessonTask = {
  job: { runs: { made: 'tabulate' } },
  contracts: [
    {
      run: 'pip install tabulate',
      makes: [
        { path: 'bin/tabulate', mode: 0o755, loads: ['py:tabulate'] },
        { path: '${packages}/tabulate/__init__.py' },
      ],
    },
  ],
  goals: [{ id: 'it', says: 'It loads', symptom: 'It does not.', holds: { loads: 'tabulate' } }],
  allow: ['root-user'],
};
const context = contextOf({ 'requirements.txt': '# A table.\ntabulate==0.10.0\n', 'other.txt': 'nosuch\n' });

function states(lines: string, base = 'python:3.14-alpine3.24'): Record<string, string> {
  const { criteria } = checker.grade(`FROM ${base} AS build\nCOPY requirements.txt other.txt /\n${lines}\n`, lesson, {
    context,
  });
  return Object.fromEntries(criteria.map(({ id, state }) => [id, state]));
}

const make = 'RUN python -m venv /opt/venv && /opt/venv/bin/pip install -r /requirements.txt';
const start = 'CMD ["/opt/venv/bin/tabulate"]';
const final = `FROM python:3.14-alpine3.24`;

/** Seen with CPython 3.13.5 on musl 1.2.4, pip 25.1.1 and Docker 26.1. */
describe('where a script of Python is started', () => {
  test.each<[string, string]>([
    ['in its environment', `${make}\n${start}`],
    ['by its name', `${make}\nENV PATH=/opt/venv/bin:$PATH\nCMD ["tabulate"]`],
    ['copied to the same path', `${make}\n${final}\nCOPY --from=build /opt/venv /opt/venv\n${start}`],
    [
      'read by a Python of a moved environment',
      `${make}\n${final}\nCOPY --from=build /opt/venv /v\nCMD ["/v/bin/python", "/v/bin/tabulate"]`,
    ],
    ['installed beside Python', 'RUN pip install tabulate\nCMD ["tabulate"]'],
    ['installed by a module', 'RUN python3 -m pip install --no-cache-dir "tabulate>=0.9"\nCMD ["tabulate"]'],
    [
      'with a prefix',
      `RUN pip install --prefix=/i tabulate\n${final}\nCOPY --from=build /i /usr/local\nCMD ["tabulate"]`,
    ],
    ['in a folder of PYTHONPATH', 'RUN pip install --target /p tabulate\nENV PYTHONPATH=/p\nCMD ["/p/bin/tabulate"]'],
    [
      'in the home of its user',
      `RUN pip install --user tabulate\n${final}\nRUN adduser -D b\nCOPY --from=build /root/.local /home/b/.local\nUSER b\nCMD ["/home/b/.local/bin/tabulate"]`,
    ],
    [
      'activated in one step',
      'RUN python -m venv /v && . /v/bin/activate && pip install tabulate\nCMD ["/v/bin/tabulate"]',
    ],
  ])('it does its job: %s', (_, lines) => {
    expect(states(lines)).toMatchObject({ builds: 'met', starts: 'met', job: 'met', 'goal:it': 'met' });
  });

  test.each<[string, string, Record<string, string>]>([
    [
      'moved',
      `${make}\n${final}\nCOPY --from=build /opt/venv /v\nCMD ["/v/bin/tabulate"]`,
      { starts: 'unmet', 'goal:it': 'unmet' },
    ],
    [
      'without Python',
      `${make}\nFROM alpine:3.24\nCOPY --from=build /opt/venv /opt/venv\n${start}`,
      { starts: 'unmet', 'goal:it': 'unmet' },
    ],
    [
      'with another minor',
      `${make}\nFROM python:3.13-alpine3.24\nCOPY --from=build /opt/venv /opt/venv\n${start}`,
      { starts: 'met', job: 'unmet' },
    ],
    ['without its configuration', `${make}\nRUN rm /opt/venv/pyvenv.cfg\n${start}`, { job: 'unmet' }],
    [
      'in a folder that nothing names',
      'RUN pip install --target /p tabulate\nCMD ["/p/bin/tabulate"]',
      { job: 'unmet' },
    ],
    [
      'in a home that is closed',
      `RUN pip install --user tabulate\n${final}\nCOPY --from=build /root/.local /root/.local\nUSER nobody\nCMD ["/root/.local/bin/tabulate"]`,
      { job: 'unmet' },
    ],
    [
      'no pip',
      'RUN python -m venv --without-pip /v && /v/bin/pip install tabulate\nCMD ["/v/bin/tabulate"]',
      { builds: 'unmet' },
    ],
    ['no list', 'RUN pip install -r /nosuch.txt\nCMD ["tabulate"]', { builds: 'unmet' }],
    [
      'by another user',
      `RUN python -m venv /v\nUSER nobody\nRUN /v/bin/pip install tabulate\nCMD ["/v/bin/tabulate"]`,
      { builds: 'unmet' },
    ],
    [
      'what no contract tells about',
      'RUN pip install -r /other.txt\nCMD ["tabulate"]',
      { builds: 'unknown', starts: 'unknown' },
    ],
    [
      'an option that is not followed',
      'RUN pip install --platform x tabulate\nCMD ["tabulate"]',
      { starts: 'unknown' },
    ],
  ])('it does not, or nobody knows: %s', (_, lines, wanted) => {
    expect(states(lines)).toMatchObject(wanted);
  });
});
