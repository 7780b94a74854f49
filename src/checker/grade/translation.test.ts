import { describe, expect, test } from 'vitest';
import { checker } from '../checker.ts';
import { contextOf } from '../context-of.ts';
import { forecast } from '../forecast/forecast.ts';
import type { LessonTask } from './types.ts';

const FOLDER = '/usr/share/i18n/locales/musl';
const lesson: LessonTask = {
  job: { runs: { file: 'say.sh' } },
  contracts: [],
  goals: [{ id: 'it', says: 'It speaks', symptom: 'It does not.', holds: { translated: 'de.po' } }],
  allow: ['root-user'],
};
const po = 'msgid "Sunday"\nmsgstr "Sonntag"\n';
const context = contextOf({ 'say.sh': '#!/bin/sh\ndate +%A\n', 'de.po': po, 'fr.po': po });

function state(lines: string, command = 'CMD ["/say"]'): string | undefined {
  const text = `FROM debian:13-slim AS words\nRUN apt-get update && apt-get install -y gettext\nCOPY de.po fr.po /\nRUN msgfmt -o /de.mo /de.po && msgfmt /fr.po -o /fr.mo\nFROM alpine:3.24\nCOPY --chmod=755 say.sh /say\n${lines}\n${command}\n`;
  return checker.grade(text, lesson, { context }).criteria.find(({ id }) => id === 'goal:it')?.state;
}

const copy = `COPY --from=words /de.mo ${FOLDER}/de_DE.UTF-8`;
const path = `ENV MUSL_LOCPATH=${FOLDER}`;
const lang = 'ENV LANG=de_DE.UTF-8';

/** Seen with musl 1.2.4 (Alpine 3.19.4): BusyBox `date` and `cat` with a catalogue of msgfmt. */
describe('words from a catalogue', () => {
  test.each<[string, string, string]>([
    ['all three', `${copy}\n${path}\n${lang}`, 'met'],
    ['by LC_ALL', `${copy}\n${path}\nENV LC_ALL=de_DE.UTF-8`, 'met'],
    ['by both categories', `${copy}\n${path}\nENV LC_TIME=de_DE.UTF-8 LC_MESSAGES=de_DE.UTF-8`, 'met'],
    ['by one category of two', `${copy}\n${path}\nENV LC_TIME=de_DE.UTF-8`, 'unmet'],
    ['a second folder', `${copy}\nENV MUSL_LOCPATH=/nosuch:${FOLDER}\n${lang}`, 'met'],
    ['another name for file and locale', `COPY --from=words /de.mo /l/de\nENV MUSL_LOCPATH=/l LANG=de`, 'met'],
    ['an empty LC_ALL', `${copy}\n${path}\n${lang}\nENV LC_ALL=""`, 'met'],
    ['no MUSL_LOCPATH', `${copy}\n${lang}`, 'unmet'],
    ['an empty MUSL_LOCPATH', `${copy}\nENV MUSL_LOCPATH=""\n${lang}`, 'unmet'],
    ['no LANG', `${copy}\n${path}`, 'unmet'],
    ['LC_ALL=C', `${copy}\n${path}\n${lang}\nENV LC_ALL=C`, 'unmet'],
    ['the name without its end', `${copy}\n${path}\nENV LANG=de_DE`, 'unmet'],
    [
      'a name that is too long',
      `COPY --from=words /de.mo /l/de_DE.UTF-8@with-a-long-end\nENV MUSL_LOCPATH=/l LANG=de_DE.UTF-8@with-a-long-end`,
      'unmet',
    ],
    ['a path in place of a name', `${copy}\n${path}\nENV LANG=${FOLDER}/de_DE.UTF-8`, 'unmet'],
    ['another folder', `${copy}\nENV MUSL_LOCPATH=/usr/share/locale\n${lang}`, 'unmet'],
    ['another catalogue', `COPY --from=words /fr.mo ${FOLDER}/de_DE.UTF-8\n${path}\n${lang}`, 'unmet'],
    [
      'a file that the user may not read',
      `COPY --from=words --chmod=600 /de.mo /l/de\nENV MUSL_LOCPATH=/l LANG=de\nUSER nobody`,
      'unmet',
    ],
    ['set in a RUN', `${copy}\nRUN export MUSL_LOCPATH=${FOLDER} LANG=de_DE.UTF-8`, 'unmet'],
    [
      'a file that was downloaded',
      `RUN mkdir /l && wget -O /l/de https://example.org/de\nENV MUSL_LOCPATH=/l LANG=de`,
      'unknown',
    ],
    ['the build stops', `${copy}\n${path}\n${lang}\nRUN false`, 'not-yet'],
  ])('%s', (_, lines, expected) => {
    expect(state(lines)).toBe(expected);
  });

  test('set for the command alone', () => {
    const command = `CMD ["env", "MUSL_LOCPATH=${FOLDER}", "LANG=de_DE.UTF-8", "/say"]`;
    expect(state(copy, command)).toBe('met');
  });

  test('another program', () => {
    expect(state(`${copy}\n${path}\n${lang}`, 'CMD ["true"]')).toBe('not-yet');
  });
});

describe('msgfmt', () => {
  const run = (line: string) =>
    forecast(
      `FROM debian:13-slim\nRUN apt-get update && apt-get install -y gettext\nCOPY say.sh de.po /src/\nWORKDIR /src\nRUN ${line}\n`,
      {
        context,
      },
    );
  test.each<[string, number | undefined]>([
    ['msgfmt de.po && test -f messages.mo', undefined],
    ['msgfmt -c --output-file=/opt/de de.po && test -f /opt/de', undefined],
    ['msgfmt', 1],
    ['msgfmt fr.po', 1],
    ['msgfmt -o /no/de.mo de.po', 1],
    ['msgfmt say.sh', 1],
  ])('%s: %s', (line, exit) => {
    const step = run(line).steps.at(-1);
    expect(step).toMatchObject(exit === undefined ? { outcome: 'ok' } : { outcome: 'fails', exit });
  });

  test('is in no image of Debian', () => {
    const { steps } = forecast('FROM debian:13-slim\nRUN msgfmt de.po\n');
    expect(steps.at(-1)).toMatchObject({ outcome: 'fails', exit: 127 });
  });
});
