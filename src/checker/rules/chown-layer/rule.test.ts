import { describe, expect, test } from 'vitest';
import { contextOf } from '../../context-of.ts';
import { findingsOf, linesOf } from '../../testing/rule-helpers.ts';

const id = 'chown-layer';
const alpine = (...lines: string[]): string => ['FROM alpine:3.20', ...lines, ''].join('\n');
const context = contextOf({ 'app/start.sh': '', 'app/lib/a.js': '', 'app/lib/b.js': '' });

describe(id, () => {
  test.each([
    ['what is of root already', alpine('COPY . /srv/', 'RUN chown -R root:root /srv')],
    ['numbers of root', alpine('COPY . /srv/', 'RUN chown -R 0:0 /srv')],
    ['root alone', alpine('COPY . /srv/', 'RUN chown -R root /srv')],
    ['the group of root', alpine('COPY . /srv/', 'RUN chgrp -R root /srv')],
    ['root as the group alone', alpine('COPY . /srv/', 'RUN chown -R :0 /srv')],
    [
      'an archive that is unpacked, whose owners are its own',
      alpine('ADD app.tar /srv/', 'RUN chown -R root:root /srv'),
    ],
    ['of another stage', `FROM alpine:3.20 AS b\n${alpine('COPY --from=b /srv /srv/', 'RUN chown -R root:root /srv')}`],
    ['one file of a folder', alpine('COPY app /srv/', 'RUN chmod -R +x /srv/start.sh')],
    ['one file of a folder, for a user', alpine('COPY app /srv/', 'RUN chown -R nobody /srv/start.sh')],
    ['one file of the context', alpine('WORKDIR /srv', 'COPY app .', 'RUN chmod -R 755 start.sh')],
  ])('accepts %s', (_, text) => {
    expect(linesOf(id, text, { context })).toEqual([]);
  });

  // One cause, one remedy: the others stand beside the first.
  test.each([
    [['COPY app/ /a/', 'COPY dist/ /b/', 'RUN chown -R 1000 /a', 'RUN chown -R 1000 /b'], [4, 1], 3],
    [['COPY app/ /a/', 'RUN chown -R 1000 /a', 'COPY dist/ /b/', 'RUN chown -R 1000 /b && chmod -R 700 /b'], [3, 1], 3],
    [['COPY app/ /a/', 'RUN chown -R 1000 /a', 'RUN chown -R 1001 /a', 'RUN chmod -R g=u /a'], [3, 4], 3],
  ])('reports %j once', (lines, [warned = 0, others = 0], related) => {
    const found = findingsOf(id, alpine(...lines));
    const [first, ...more] = found;
    expect(linesOf(id, alpine(...lines))[0]).toBe(warned);
    expect(first?.severity).toBe('warning');
    expect(first?.related).toHaveLength(related);
    expect(more.map(({ severity }) => severity)).toEqual(others === 4 ? ['info'] : []);
  });

  test('tells of COPY --chown and COPY --chmod apart', () => {
    const found = findingsOf(
      id,
      alpine('COPY app/ /a/', 'COPY dist/ /b/', 'RUN chown -R 1000 /a', 'RUN chmod -R 700 /b'),
    );
    expect(found.map(({ message }) => message.split(':')[0])).toEqual([
      'Use `COPY --chown` instead',
      'Use `COPY --chmod` instead',
    ]);
  });

  test('leaves alone what a comment is about', () => {
    const ignore = '# belay ignore=chown-layer They are small';
    const copies = ['COPY app/ /a/', 'COPY dist/ /b/'];
    expect(linesOf(id, alpine(...copies, ignore, 'RUN chown -R 1 /a', 'RUN chown -R 1 /b'))).toEqual([6]);
    expect(linesOf(id, alpine(...copies, 'RUN chown -R 1 /a', ignore, 'RUN chown -R 1 /b'))).toEqual([4]);
  });

  test.each([
    ['chown -R 1000 /a && chmod -R g=u /a', 'info'],
    ['chown -R 1000 /a && chgrp -R 0 /a && chmod -R g=u /a', 'info'],
    ['chmod -R g=u /a && chown -R 1000 /a', 'info'],
    ['chown -R 1000 /a && chmod g=u /a', 'warning'],
    ['chown -R 1000 /a && chmod -R g=u /tmp', 'warning'],
    ['chown -R 1000 /a && chmod -R 750 /a', 'warning'],
  ])('says %s as %s', (command, severity) => {
    expect(findingsOf(id, alpine('COPY app/ /a/', `RUN ${command}`))).toMatchObject([{ severity }]);
  });

  test.each([
    ['a user', alpine('COPY app /srv/', 'RUN chown -R nobody:nobody /srv'), 3],
    ['a user of the group of root', alpine('COPY app /srv/', 'RUN chown -R nobody:root /srv'), 3],
    ['root with another group', alpine('COPY app /srv/', 'RUN chown -R root:nobody /srv'), 3],
    ['an owner that nobody knows', alpine('ARG O', 'COPY app /srv/', 'RUN chown -R $O /srv'), 4],
    ['the mode of a folder', alpine('COPY app /srv/', 'RUN chmod -R 755 /srv'), 3],
    ['a folder in the folder', alpine('COPY app /srv/', 'RUN chown -R nobody /srv/lib'), 3],
  ])('rejects %s', (_, text, line) => {
    expect(linesOf(id, text, { context })).toEqual([line]);
  });
});
