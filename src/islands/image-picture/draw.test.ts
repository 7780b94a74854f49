import { describe, expect, it } from 'vitest';
import * as texts from '../../i18n/en/picture.ts';
import { checker, contextOf, type LessonTask } from '../../checker/index.ts';
import { type Picture, pictureParts } from '../../lessons/picture/picture.ts';
import { pictureOf } from '../../lessons/picture/picture-of.ts';
import { draw } from './draw.ts';
import { h, SAID, type Shape, toHtml, words } from './shape.ts';

const task: LessonTask = { job: { runs: { file: 'run.sh' } }, contracts: [], goals: [], allow: [] };

function picture(text: string, files: Record<string, string> = {}): Picture {
  return pictureOf({ text, files, grade: checker.grade(text, task, { context: contextOf(files) }) });
}

/** All elements of a drawing. */
function elements(shapes: readonly Shape[]): Exclude<Shape, string>[] {
  return shapes.flatMap((shape) => (typeof shape === 'string' ? [] : [shape, ...elements(shape.children)]));
}

function textOf(shapes: readonly Shape[]): string {
  return shapes.map((shape) => (typeof shape === 'string' ? shape : textOf(shape.children))).join('');
}

const rows = (shapes: readonly Shape[]) =>
  elements(shapes).filter(({ attributes }) => attributes['class'] === 'ip-step');

describe('draw', () => {
  it('says that a program ends which the container calls later', () => {
    const copied =
      'FROM alpine:3.19 AS a\nRUN apk add zstd\nFROM alpine:3.19\nCOPY --from=a /usr/bin/pzstd /usr/local/bin/\n';
    const text = `${copied}COPY --chmod=755 run.sh /run.sh\nCMD ["/run.sh"]\n`;
    const files = { 'run.sh': '#!/bin/sh\npzstd --version\n' };
    const goals = [{ id: 'it', says: 'It', symptom: 'It.', holds: { loads: 'pzstd' } }];
    const grade = checker.grade(text, { ...task, goals }, { context: contextOf(files) });
    const said = texts.failsLater('/usr/local/bin/pzstd', 'libzstd.so.1').replaceAll('`', '');
    expect(textOf(draw(pictureOf({ text, files, grade, goals }), 'loader'))).toContain(said);
    expect(textOf(draw(pictureOf({ text, files, grade }), 'loader'))).toContain(texts.starts);
  });

  it('gives each step a row with its lines, an empty layer too', () => {
    const drawn = draw(picture('FROM alpine:3.19\nRUN apk add --no-cache \\\n  jq\nRUN true\nCMD ["jq"]\n'), 'layers');
    expect(rows(drawn).map(({ attributes }) => attributes['data-lines'])).toEqual(['1', '2-3', '4', '5']);
    const bars = elements(drawn).filter(({ attributes }) => attributes['class'] === 'ip-bar');
    expect(bars).toHaveLength(3);
  });

  it('draws a layer where the one below ends, and all of them to one scale', () => {
    const drawn = draw(
      picture('FROM scratch\nCOPY a /a\nCOPY b /b\n', { a: '1'.repeat(30), b: '2'.repeat(10) }),
      'layers',
    );
    const styles = elements(drawn).flatMap(({ attributes: { style } }) => style ?? []);
    expect(styles.slice(-2)).toEqual([
      'left:min(0.00%, 100% - 3px);width:75.00%',
      'left:min(75.00%, 100% - 3px);width:25.00%',
    ]);
    expect(textOf(drawn)).toContain(texts.total('40\u00a0B'));
  });

  it('draws bytes that are not known as such, without a length', () => {
    const drawn = draw(picture('FROM ghcr.io/a/b:1\nRUN make\n'), 'layers');
    const unknown = elements(drawn).filter(
      ({ attributes }) => attributes['data-holds'] === 'unknown' && attributes['style'],
    );
    expect(unknown).toHaveLength(2);
    for (const { attributes } of unknown) expect(attributes['style']).not.toContain('width');
    expect(textOf(drawn)).toContain(texts.totalOpen(2));
    expect(textOf(drawn)).toContain(texts.kinds.unknown);
  });

  it('marks what fails and what is not reached, and says what is printed', () => {
    const drawn = draw(picture('FROM alpine:3.19\nRUN apt-get update\nRUN true\n'), 'layers');
    expect(rows(drawn).map(({ attributes }) => attributes['data-outcome'])).toEqual([undefined, 'fails', 'not-run']);
    expect(textOf(drawn)).toContain('apt-get: not found');
    expect(textOf(drawn)).toContain(texts.stops(2));
    expect(textOf(drawn)).not.toContain('in the image');
  });

  it('hatches what is hidden', () => {
    const drawn = draw(picture('FROM alpine:3.19\nRUN apk add --no-cache git jq\nRUN apk del jq\n'), 'layers');
    const hatched = elements(drawn).filter(({ attributes }) => attributes['data-hidden'] === '');
    expect(hatched.some(({ attributes }) => /^width:\d/.test(attributes['style'] ?? ''))).toBe(true);
    expect(textOf(drawn)).toMatch(/line 3 hides 1\.\d+\u00a0MB of it/);
    expect(textOf(drawn)).toMatch(/hides 1\.\d+\u00a0MB of line 2, gives 0 B back/);
  });

  it('stays one row for each of 60 instructions', () => {
    const drawn = draw(picture(`FROM alpine:3.19\n${'RUN true\nENV A=1\n'.repeat(30)}`), 'layers');
    expect(rows(drawn)).toHaveLength(61);
  });

  it('ties an arrow to what a stage gives away', () => {
    const drawn = draw(
      picture('FROM alpine:3.19 AS a\nRUN echo > /x\nFROM alpine:3.19\nCOPY --from=a /x /x\n'),
      'stages',
    );
    expect(rows(drawn).filter(({ attributes }) => attributes['data-carried'] === '')).toHaveLength(1);
    expect(textOf(drawn)).toContain(texts.carries('/x', 4).replaceAll('`', ''));
  });

  it('has a table with a column for files that the same steps depend on', () => {
    const drawn = draw(picture('FROM alpine:3.19\nRUN true\nCOPY a b /\n', { a: '', b: '', c: '' }), 'cache');
    const marks = elements(drawn).flatMap(({ attributes }) => attributes['data-cache'] ?? []);
    expect(marks).toEqual(['kept', 'again']);
    expect(textOf(drawn)).toContain(texts.unread('c'));
  });

  it.each(pictureParts)('draws %s of any text', (part) => {
    for (const text of [
      '',
      'FROM',
      'RUN true',
      'FROM scratch\nCMD []',
      'FROM $X\nCOPY --from=9 a b',
      'FROM a AS a\nFROM a',
    ]) {
      expect(draw(picture(text), part).length, text).toBeGreaterThan(0);
    }
  });
});

describe('toHtml', () => {
  it('makes no markup of what a Dockerfile says', () => {
    const html = draw(picture('FROM alpine:3.19\nRUN echo "<img src=x onerror=alert(1)>" && \'"&\n'), 'layers')
      .map(toHtml)
      .join('');
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x');
    expect(toHtml(h('i', { title: '"<&' }, '<b>'))).toBe('<i title="&quot;&lt;&amp;">&lt;b&gt;</i>');
  });
});

describe('words', () => {
  it('sets code, and leaves what a tool says as it is', () => {
    expect(words('a `b` c')).toEqual(['a ', h('code', {}, 'b'), ' c']);
    expect(words(`it says \`${SAID}\``, "No rule to make `x' $& ")).toEqual([
      'it says ',
      h('code', {}, "No rule to make `x' $& "),
    ]);
  });
});
