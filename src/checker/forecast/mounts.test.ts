import { describe, expect, test } from 'vitest';
import { forecast } from './forecast.ts';

const context = { paths: ['a.txt'], read: () => 'hi\n' };

/** Seen with Docker 26, whose caches were empty before. */
describe('a cache', () => {
  const cache = '--mount=type=cache,target=/c';
  test.each<[string, string, 'builds' | 'fails']>([
    ['hides what was copied', `COPY a.txt /c/\nRUN ${cache} cat /c/a.txt`, 'fails'],
    ['keeps what a RUN wrote for the next one', `RUN ${cache} echo hi > /c/x\nRUN ${cache} cat /c/x`, 'builds'],
    ['leaves nothing in the image', `RUN ${cache} echo hi > /c/x\nRUN cat /c/x`, 'fails'],
    ['is another with another id', `RUN ${cache} echo hi > /c/x\nRUN ${cache},id=b cat /c/x`, 'fails'],
    [
      'is the same at another place with the same id',
      `RUN ${cache},id=b echo hi > /c/x\nRUN --mount=type=cache,id=b,target=/d cat /d/x`,
      'builds',
    ],
    [
      'is the same in another stage',
      `RUN ${cache} echo hi > /c/x\nFROM alpine:3.19\nCOPY --from=0 /etc/os-release /o\nRUN ${cache} cat /c/x`,
      'builds',
    ],
  ])('%s', (_, lines, outcome) => {
    const result = forecast(`FROM alpine:3.19\n${lines}\n`, { context });
    expect([result.outcome, result.steps.flatMap(({ given }) => given)]).toEqual([outcome, []]);
  });

  test('that begins with the files of a stage is open', () => {
    const result = forecast(
      `FROM alpine:3.19 AS a\nFROM alpine:3.19\nRUN ${cache},from=a,source=/etc cat /c/os-release\n`,
      { context },
    );
    expect(result.steps.flatMap(({ given }) => given)).not.toEqual([]);
  });
});
