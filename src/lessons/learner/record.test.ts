import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completedDate, nameOnRecord, recordSvg, recordText, type CompletionRecord } from './record.ts';

const record: CompletionRecord = {
  name: 'Ada Lovelace',
  track: 'Essentials',
  lessons: [
    { title: 'Keep apk’s index out', at: Date.UTC(2026, 10, 21) },
    { title: 'Put an init in front', at: Date.UTC(2026, 10, 29) },
    { title: 'A & B <C>', at: undefined },
  ],
};

const sax = createRequire(import.meta.url)('sax') as {
  parser(strict: boolean): {
    onerror: (error: Error) => void;
    ontext: (text: string) => void;
    write(text: string): { close(): void };
  };
};

/** The texts of an SVG; throws where it is not well-formed. */
function textsOf(svg: string): string[] {
  const parser = sax.parser(true);
  const texts: string[] = [];
  parser.onerror = (error) => {
    throw error;
  };
  parser.ontext = (text) => texts.push(text);
  parser.write(svg).close();
  return texts.filter((text) => text.trim() !== '');
}

describe('the record', () => {
  it('says who, what and when, as text', () => {
    expect(recordText(record)).toBe(
      [
        'Belay: Record of completion',
        '',
        'Track: Essentials',
        'Completed by: Ada Lovelace',
        'Completed on 29 November 2026',
        '',
        '  21 November 2026  Keep apk’s index out',
        '  29 November 2026  Put an init in front',
        '  date not kept     A & B <C>',
        '',
        'Made in the learner’s browser, out of its own notes. Nobody has checked who sat there.',
        '',
      ].join('\n'),
    );
  });

  it('says the same as a picture, which names nothing outside of itself', () => {
    const svg = recordSvg(record);
    for (const text of ['Ada Lovelace', 'Track: Essentials', 'A & B <C>', '21 November 2026']) {
      expect(textsOf(svg)).toContain(text);
    }
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  it('leaves out a date that nobody knows', () => {
    expect(completedDate({ ...record, lessons: [{ title: 'x', at: undefined }] })).toBeUndefined();
    expect(recordText({ ...record, lessons: [] })).not.toContain('Completed on');
  });

  it.each([
    ['', '…'],
    ['  \n ', '…'],
    ['Ada\nCompleted by: Eve', 'Ada Completed by: Eve'],
    ['\u202eevil', 'evil'],
    ['\ud800', '…'],
    ['Zoë 李', 'Zoë 李'],
  ])('takes the name %j', (typed, name) => {
    expect(nameOnRecord(typed)).toBe(name);
  });

  it('is well-formed, and of as many lines, whatever the name', () => {
    const lines = recordText(record).split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(() => textsOf(recordSvg({ ...record, name }))).not.toThrow();
        expect(recordText({ ...record, name }).split(/\r|\n/)).toHaveLength(lines);
      }),
    );
  });
});
