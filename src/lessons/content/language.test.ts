import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test.each([
  ['Dockerfile', 'dockerfile'],
  ['app/run.sh', 'sh'],
  ['a.py', 'python'],
  ['.dockerignore', 'text'],
  ['Makefile', 'text'],
  ['docker/app.Dockerfile', 'dockerfile'],
  ['config.yml', 'yaml'],
])('%s is %s', (file, language) => {
  expect(languageOf(file)).toBe(language);
});
