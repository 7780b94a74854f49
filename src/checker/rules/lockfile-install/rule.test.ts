import { describe, expect, test } from 'vitest';
import { linesOf } from '../../testing/rule-helpers.ts';

const id = 'lockfile-install';

function file(copy: string, run: string, ...more: string[]): string {
  return ['FROM node:24-alpine', 'WORKDIR /srv', ...more, copy, `RUN ${run}`, ''].join('\n');
}

function context(...paths: string[]) {
  return { context: { paths, read: (path: string) => (path === '.dockerignore' ? 'node_modules\n' : undefined) } };
}

describe(id, () => {
  test.each([
    ['COPY package.json package-lock.json ./', 'npm i'],
    ['COPY package.json npm-shrinkwrap.json /srv/', 'npm install --loglevel warn'],
    ['COPY yarn.lock package.json ./', 'yarn'],
    ['COPY yarn.lock package.json ./', 'yarn install --production'],
    ['COPY package.json pnpm-lock.yaml ./', 'corepack enable && pnpm install'],
    ['COPY Gemfile Gemfile.lock ./', 'bundle install --jobs 4'],
    ['COPY Gemfile Gemfile.lock ./', 'bundle update'],
    ['COPY composer.* ./\nCOPY composer.lock ./', 'composer update'],
    ['COPY pyproject.toml uv.lock ./', 'uv sync'],
    ['COPY Pipfile Pipfile.lock ./', 'pipenv install --system'],
    ['COPY --from=deps /srv/package-lock.json ./', 'npm install'],
  ])('%s, %s', (copy, run) => {
    const text = file(copy, run);
    expect(linesOf(id, text)).toEqual([text.split('\n').length - 1]);
  });

  test.each([
    ['COPY package.json package-lock.json ./', 'npm ci'],
    ['COPY package*.json ./', 'npm install'],
    ['COPY . .', 'npm install'],
    ['COPY package.json package-lock.json ./', 'npm install -g npm'],
    ['COPY package.json package-lock.json ./', 'npm install express'],
    ['COPY package.json package-lock.json ./', 'npm install --no-package-lock'],
    ['COPY package.json package-lock.json ./', 'npm ci || npm install'],
    ['COPY package.json package-lock.json ./', 'cd /other && npm install'],
    ['COPY package.json package-lock.json ./', 'yarn install'],
    ['COPY package.json yarn.lock ./', 'yarn build'],
    ['COPY package.json yarn.lock ./', 'yarn --version'],
    ['COPY package.json yarn.lock ./', 'yarn --immutable'],
    ['COPY package.json pnpm-lock.yaml ./', 'CI=1 pnpm install'],
    ['COPY package.json pnpm-lock.yaml ./', 'pnpm install $OPTIONS'],
    ['COPY package.json pnpm-lock.yaml ./', 'pnpm install --no-frozen-lockfile'],
    ['COPY Gemfile Gemfile.lock ./', 'bundle config set --local deployment true && bundle install'],
    ['COPY Gemfile Gemfile.lock ./', 'bundle exec rake'],
    ['COPY composer.json composer.lock ./', 'composer install'],
    ['COPY pyproject.toml uv.lock ./', 'uv sync --frozen'],
    ['COPY pyproject.toml poetry.lock ./', 'poetry install'],
    ['COPY package.json package-lock.json ./', 'rm package-lock.json && npm install'],
  ])('says nothing of %s, %s', (copy, run) => {
    expect(linesOf(id, file(copy, run))).toEqual([]);
  });

  test.each([
    ['COPY package.json ./', 'npm install', ['package.json', 'package-lock.json'], 4],
    ['COPY app/package.json ./', 'npm install', ['app/package.json', 'app/package-lock.json'], 4],
    ['COPY . .', 'npm install', ['package.json', 'package-lock.json'], 4],
    ['COPY package*.json ./', 'npm install', ['package.json', 'package-lock.json'], 4],
    ['COPY pyproject.toml ./', 'poetry install --no-root', ['pyproject.toml', 'poetry.lock'], 4],
    ['COPY composer.json ./', 'composer install', ['composer.json', 'composer.lock'], 4],
  ] as const)('in a context: %s, %s', (copy, run, paths, line) => {
    expect(linesOf(id, file(copy, run), context(...paths))).toEqual([line]);
  });

  test.each([
    ['COPY package.json ./', 'npm install', ['package.json', 'yarn.lock']],
    ['COPY app/package.json ./', 'npm install', ['app/package.json', 'package-lock.json']],
    ['COPY package.json ./', 'npm ci', ['package.json', 'package-lock.json']],
    ['COPY app ./', 'npm install', ['app/package.json', 'package-lock.json']],
    ['COPY package.json ./\nCOPY --from=lock /srv /srv', 'npm install', ['package.json', 'package-lock.json']],
    ['COPY package.json ./', 'npm install --package-lock-only', ['package.json', 'package-lock.json']],
  ] as const)('says nothing in a context: %s, %s', (copy, run, paths) => {
    expect(linesOf(id, file(copy, run), context(...paths))).toEqual([]);
  });

  test('what .dockerignore leaves out lies not beside', () => {
    const ignoring = {
      context: { paths: ['package.json', 'package-lock.json', '.dockerignore'], read: () => 'package-lock.json\n' },
    };
    expect(linesOf(id, file('COPY package.json ./', 'npm install'), ignoring)).toEqual([]);
    expect(linesOf(id, file('COPY . .', 'npm install'), ignoring)).toEqual([]);
  });

  test('a lockfile that is mounted, and one of the stage below', () => {
    const mounted =
      '--mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm install';
    expect(linesOf(id, file('ENV A=b', mounted))).toEqual([4]);
    const chain = 'FROM node:24 AS a\nWORKDIR /srv\nCOPY package.json package-lock.json ./\nFROM a\nRUN npm install\n';
    expect(linesOf(id, chain)).toEqual([5]);
  });

  test('a variable that nobody knows may hold it', () => {
    expect(linesOf(id, file('COPY package.json pnpm-lock.yaml ./', 'pnpm install', 'ARG CI', 'ENV CI=$CI'))).toEqual(
      [],
    );
  });
});
