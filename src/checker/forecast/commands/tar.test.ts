import { describe, expect, test } from 'vitest';
import { forecast } from '../forecast.ts';
import { shippedIndex } from '../shipped.ts';

const data = { index: shippedIndex(), judgedOn: '3.19' };
const context = { paths: [], read: () => undefined };

/** What the commands say behind a folder `/d` with the file `p.txt` and a file `text`; `open` where that is not known. */
function run(commands: string, more = ''): string {
  const text = `FROM alpine:3.19\nWORKDIR /w\nRUN mkdir /d && seq 9 > /d/p.txt && echo 9 > text\n${more}RUN ${commands}\n`;
  const { steps } = forecast(text, { context, data });
  const step = steps.at(-1);
  if (step?.outcome === 'fails') return `${step.because?.prints ?? ''} (${step.exit ?? ''})`;
  return steps.every(({ outcome, given }) => outcome === 'ok' && given.length === 0) ? 'works' : 'open';
}

/** Each seen with BusyBox 1.36.1. */
describe('tar', () => {
  test.each([
    ['tar -czf a.tgz -C /d p.txt && tar -xzf a.tgz && test -f p.txt', 'works'],
    ['tar czf a.tgz -C /d . && mkdir o && tar xf a.tgz -C o && test -f o/p.txt', 'works'],
    ['tar -cf a.tar /d && tar -xf a.tar && test -f d/p.txt', 'works'],
    ['tar -cf a.tar /d && tar -xf a.tar --strip-components=1 && test -f p.txt', 'works'],
    ['tar -cf a.tar /d && tar --extract --file a.tar --strip-components 1 && test ! -e d', 'works'],
    ['tar -czf a.tgz -C /d p.txt && tar -tzf a.tgz && ! test -e p.txt', 'works'],
    ['tar -czf a.tgz -C /d p.txt && cp a.tgz b && mv b c && tar -xf c && test -f p.txt', 'works'],
    ['tar -czf a.tgz -C /d p.txt && tar -xzf a.tgz p.txt && test -f p.txt', 'works'],
    ['tar -czf a.tgz -C /d . && tar -xzf a.tgz ./p.txt && test -f p.txt', 'works'],
    ['tar -czf a.tgz -C /d . && tar -xzf a.tgz p.txt', 'tar: p.txt: not found in archive (1)'],
    ['tar -cf a.tar -C /d p.txt && tar -xzf a.tar', 'tar: invalid magic (1)'],
    ['tar -czf a.tgz -C /d p.txt && tar -xjf a.tgz', 'tar: invalid magic (1)'],
    ['tar -xzf text', 'tar: invalid magic (1)'],
    ['tar -xf text', 'tar: invalid tar magic (1)'],
    ['tar -czf a.tgz', 'tar: empty archive (1)'],
    ['tar -czf a.tgz nosuch', 'tar: nosuch: No such file or directory (1)'],
    ['tar -czf /nosuch/a.tgz text', "tar: can't open '/nosuch/a.tgz': No such file or directory (1)"],
    ['tar -xzf nosuch.tgz', "tar: can't open 'nosuch.tgz': No such file or directory (1)"],
    [
      'tar -czf a.tgz text && tar -xzf a.tgz -C /nosuch',
      "tar: can't change directory to '/nosuch': No such file or directory (1)",
    ],
    // Of an archive from elsewhere nothing is known.
    ['wget -q https://example.org/a.tgz && tar -xzf a.tgz && test -f p.txt', 'open'],
    ['tar -czf a.tgz text && tar -xzf a.tgz --exclude text', 'open'],
  ])('%s', (commands, says) => {
    expect(run(commands)).toBe(says);
  });

  test('unpacks nothing where its user may not write', () => {
    const archive = 'RUN tar -czf /a.tgz -C /d p.txt\nUSER nobody\n';
    expect(run('tar -xzf /a.tgz', archive)).toBe("tar: can't open 'p.txt': Permission denied (1)");
    expect(run('cd /tmp && tar -xzf /a.tgz && test -f p.txt', archive)).toBe('works');
  });

  test('knows an archive that came from another stage', () => {
    const text = `FROM alpine:3.19 AS a
RUN echo 1 > /p && tar -czf /a.tgz -C / p
FROM alpine:3.19
RUN --mount=type=bind,from=a,source=/a.tgz,target=/t/a.tgz tar -xzf /t/a.tgz -C /srv
RUN test -f /srv/p
`;
    expect(forecast(text, { context, data })).toMatchObject({ outcome: 'builds' });
    expect(forecast(text.replace('-C /srv', '-C /opt'), { context, data })).toMatchObject({ outcome: 'fails' });
  });
});
