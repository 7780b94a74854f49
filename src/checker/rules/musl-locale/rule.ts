import { commandsLike } from '../../model/commands.ts';
import type { Stage, Step } from '../../model/types.ts';
import { insertAfter } from '../../fixes/instruction-edits.ts';
import { installFix } from '../../fixes/package-edits.ts';
import { PackageTimeline } from '../../facts/package-timeline.ts';
import { parentStages } from '../../model/stage-chain.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'musl-locale',
  title: 'Do not rely on locales in musl',
  category: 'musl',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['locale-gen', 'localedef', 'update-locale', 'ENV'],
  *check({ model, alpineStages, text }) {
    const parents = parentStages(model);
    for (const stage of alpineStages) {
      yield* commands(stage);
      if (stage.libc === 'musl' && stage.reached && !parents.has(stage)) yield* settings(stage, text);
    }
  },
});

/** Tools of glibc and Debian; no package of Alpine has them (`cmd:` entries of the signed 3.19 indexes). */
const TOOLS = /^(locale-gen|localedef|update-locale)$/;
const FOLDER = '/usr/share/i18n/locales/musl';

function* commands(stage: Stage): Iterable<Finding> {
  const moments = new PackageTimeline(stage);
  for (const { name = '', program = '', certain, range } of commandsLike(stage, TOOLS)) {
    // By its path it is one that came with another C library, as in `/usr/glibc-compat/bin/localedef`.
    if (!certain || program.includes('/') || moments.brings(name)) continue;
    yield {
      range,
      message: `Leave \`${name}\` out: Alpine has no such program, since musl has no locales to generate; it works in UTF-8 as it is.`,
    };
  }
}

/** `LANG` and its kin that ask for another language. */
function* settings(stage: Stage, text: string): Iterable<Finding> {
  const { env } = stage.end;
  if (env.has('MUSL_LOCPATH')) return;
  const installed = new PackageTimeline(stage).hasAtEnd('musl-locales');
  const variables = ['LC_ALL', 'LC_MESSAGES', 'LC_TIME', 'LANG'];
  const language = variables.find((name) => asksForLanguage(env.get(name)));
  // Whoever installs the package for English gets nothing by it either.
  const isOwn = stage.packageEvents.some(({ packages }) => packages.some(({ name }) => name === 'musl-locales'));
  const isEnglish = language === undefined && installed === true && isOwn;
  const variable = isEnglish ? variables.find((name) => /^en[_.@-]/.test(env.get(name) ?? '')) : language;
  const step = variable === undefined ? undefined : lastSetting(stage, variable);
  if (variable === undefined || step === undefined) return;
  const range = step.instruction.pairs.find(({ name }) => name === variable)?.nameRange ?? step.instruction.range;
  if (isEnglish) {
    yield {
      range,
      severity: 'info',
      message: `Leave \`musl-locales\` out, or set \`MUSL_LOCPATH=${FOLDER}\`: musl finds what is in it by that variable alone, and speaks English without it.`,
    };
  } else if (installed === true) {
    yield {
      range,
      message: `Set \`MUSL_LOCPATH=${FOLDER}\` too: musl finds the translations of \`musl-locales\` by that variable alone, so \`${variable}\` has no effect without it.`,
      fix: { title: 'Set MUSL_LOCPATH', edits: [pathEdit(text, step)] },
    };
  } else if (installed === false) {
    yield {
      range,
      severity: 'info',
      message: `Install \`musl-locales\` and set \`MUSL_LOCPATH=${FOLDER}\` if the system's own messages are to be in another language: without them \`${variable}\` only names a language that musl does not have.`,
      fix: withPackage(installFix(text, step, 'musl-locales'), text, step),
    };
  }
}

/** Not the languages that need nothing: C, POSIX and English, in which musl speaks anyway. */
function asksForLanguage(value: string | undefined): boolean {
  return value !== undefined && /^[a-z]{2,3}([_.@-]|$)/.test(value) && !/^en([_.@-]|$)/.test(value);
}

function lastSetting(stage: Stage, variable: string): Step | undefined {
  return stage.steps.findLast(
    ({ instruction }) => instruction.keyword === 'ENV' && instruction.pairs.some(({ name }) => name === variable),
  );
}

function pathEdit(text: string, { instruction }: Step): ProposedFix['edits'][number] {
  return insertAfter(text, instruction, `ENV MUSL_LOCPATH=${FOLDER}`);
}

function withPackage(fix: ProposedFix | undefined, text: string, step: Step): ProposedFix | undefined {
  return (
    fix && { ...fix, title: 'Install musl-locales and set MUSL_LOCPATH', edits: [...fix.edits, pathEdit(text, step)] }
  );
}
