import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import type { Holds, LessonTask } from './types.ts';

const locked = {
  packages: {
    '': { dependencies: { ms: '^2.1.3' }, devDependencies: { eslint: '^9.0.0' } },
    'node_modules/ms': { version: '2.1.3', integrity: 'sha512-a' },
    'node_modules/eslint': { version: '9.0.0', integrity: 'sha512-b', dev: true },
  },
};
const context = contextOf({
  'package.json': JSON.stringify({ scripts: { start: 'node app.js' }, ...locked.packages[''] }),
  'package-lock.json': JSON.stringify(locked),
  'app.js': 'setInterval(() => {}, 1000);\n',
});
const START = 'FROM node:26-alpine3.24\nWORKDIR /app\nCOPY package.json package-lock.json app.js ./\n';

/** The state of a goal that asks for this, and that of the job. */
function states(holds: Holds, lines: string): readonly (string | undefined)[] {
  const task: LessonTask = {
    job: { runs: { file: 'app.js' }, needs: { modules: ['ms'] } },
    contracts: [],
    goals: [{ id: 'it', says: 'It holds', symptom: 'It does not.', holds }],
    allow: [],
  };
  const { criteria } = checker.grade(START + lines, task, { context, today: '2026-11-29' });
  return ['goal:it', 'job'].map((wanted) => criteria.find(({ id }) => id === wanted)?.state);
}

const RUN = 'CMD ["node", "app.js"]\n';

describe('packages of Node.js', () => {
  const none: Holds = { modules: { absent: ['eslint'] }, in: 'layers' };
  const some: Holds = { modules: { present: ['ms'] } };

  test.each<[string, Holds, string, string, string]>([
    ['left out', none, `RUN npm ci --omit=dev\n${RUN}`, 'met', 'met'],
    ['left out by the environment', none, `ENV NODE_ENV=production\nRUN npm ci\n${RUN}`, 'met', 'met'],
    ['installed', none, `RUN npm ci\n${RUN}`, 'unmet', 'met'],
    ['hidden by a later line', none, `RUN npm ci\nRUN npm prune --omit=dev\n${RUN}`, 'unmet', 'met'],
    ['removed by the same line', none, `RUN npm ci && npm prune --omit=dev\n${RUN}`, 'met', 'met'],
    ['in a build that stops', none, `RUN npm ci --omit=dev && false\n${RUN}`, 'not-yet', 'not-yet'],
    ['perhaps installed', none, `RUN if wget -q https://example.org/; then npm ci; fi\n${RUN}`, 'unknown', 'unknown'],
    ['there', some, `RUN npm ci --omit=dev\n${RUN}`, 'met', 'met'],
    ['not there', some, `RUN npm ci --omit=dev && rm -r node_modules/ms\n${RUN}`, 'unmet', 'unmet'],
    ['there in a build that stops', some, `RUN npm ci --omit=dev && false\n${RUN}`, 'not-yet', 'not-yet'],
  ])('%s', (_, holds, lines, goal, job) => {
    expect(states(holds, lines)).toEqual([goal, job]);
  });
});

describe('the program as PID 1', () => {
  const direct: Holds = { pid1: 'program' };
  const INSTALL = 'RUN npm ci --omit=dev\n';

  test.each([
    ['in exec form', RUN, 'met'],
    ['in shell form, which ash replaces', 'CMD node app.js\n', 'met'],
    ['by the start script of the image', 'CMD ["app.js"]\n', 'met'],
    ['below npm', 'CMD ["npm", "start"]\n', 'unmet'],
    ['below a shell that waits', 'CMD node app.js || true\n', 'unmet'],
    ['where nothing starts', 'USER nobody-here\nCMD ["node", "app.js"]\n', 'not-yet'],
    ['of which nothing is known', 'ENTRYPOINT ["docker-php"]\n', 'unknown'],
  ])('%s', (_, lines, state) => {
    expect(states(direct, INSTALL + lines)[0]).toBe(state);
  });
});
