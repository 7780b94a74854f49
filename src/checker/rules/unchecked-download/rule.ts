import { isForDevelopers } from '../../facts/toolbox.ts';
import { oneForEachCause } from '../../facts/one-fact.ts';
import { SHELL, UNPACK } from '../../facts/download-uses.ts';
import { errorPagesIn } from '../../facts/error-pages.ts';
import { type Unchecked, uncheckedIn } from '../../facts/unchecked-downloads.ts';
import { NONE } from '../../lists.ts';
import type { Dockerfile } from '../../syntax/dockerfile/types.ts';
import type { Invocation } from '../../model/types.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'unchecked-download',
  title: 'Check what you download before you use it',
  category: 'safety',
  severity: 'warning',
  fix: 'none',
  needs: ['curl', 'wget', 'ADD'],
  *check({ model, path, stagesWithOnbuild, isRunning }) {
    const isNote = isForDevelopers(model.target, path);
    const isOld = hasOldSyntax(model.file);
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached) continue;
      const pages = new Set(isRunning('download-no-fail') ? errorPagesIn(stage).map((each) => each.invocation) : NONE);
      for (const each of uncheckedIn(stage)) {
        const found = findingFor(each, pages, isOld);
        yield isNote ? { ...found, severity: 'info' } : found;
      }
    }
  },
  together: (findings, context) => oneForEachCause(findings, context, tell),
});

/** What is to be done, at the beginning of a sentence. */
const NAME = 'Name a release in the address';

/** For places of both kinds: the advice of the first, with what only some of them need. */
function tell(facts: readonly string[], { message, inShort = '' }: Finding, lines: string): string {
  // `ADD` has an option for it, and a command has not.
  const also =
    facts.some(isOfAdd) && !facts.every(isOfAdd) ? lines.replace(/(needs?) the same/, '$1 a check too') : lines;
  const some = facts.filter((each) => each.startsWith(NAME));
  if (some.length === 0 || some.length === facts.length) return message + also;
  const advice = inShort.startsWith(NAME)
    ? inShort.replace(NAME, `${NAME} where it has none`)
    : `${NAME} where it has none, and ${inShort.slice(0, 1).toLowerCase()}${inShort.slice(1)}`;
  return message.replace(inShort, advice) + also;
}

function isOfAdd(fact: string): boolean {
  return /\badd$/i.test(fact);
}

const WHY = 'whoever can change the file at that address, or on the way, decides what is in this image';

/**
 * `# syntax=docker/dockerfile:1.4`: a frontend that does not know `ADD --checksum`, which is stable since 1.6
 * (moby/buildkit, release notes of dockerfile/1.6.0).
 */
function hasOldSyntax({ directives }: Dockerfile): boolean {
  const syntax = directives.find(({ name }) => name === 'syntax')?.value ?? '';
  const minor = /^(?:docker\.io\/)?docker\/dockerfile:1\.(\d{1,3})(?:\.\d{1,3})?(?:@|$)/.exec(syntax)?.[1];
  return minor !== undefined && Number(minor) < 6;
}

function findingFor(
  { invocation, range, use, open, moves }: Unchecked,
  pages: ReadonlySet<Invocation>,
  isOld: boolean,
): Finding {
  const related = use === undefined || use === invocation ? [] : [{ range: use.range, message: 'Used here.' }];
  const cause = open ?? 'unchecked';
  if (invocation === undefined) {
    const inShort = moves ? `${NAME} and add` : 'Add';
    const why = `the file is ${use === undefined ? 'a program' : 'used by a later step'}, and ${WHY}`;
    return {
      range,
      cause,
      inShort,
      message: `${inShort} \`--checksum=sha256:…\` to \`ADD\`${isOld ? ', which takes `# syntax=docker/dockerfile:1.6` or newer' : ''}: ${why}.`,
      related,
    };
  }
  const why = `${use === undefined ? '' : `${whatItDoes(use, invocation)}, and `}${WHY}`;
  const page =
    open === undefined && pages.has(invocation)
      ? `; without ${moves ? '' : 'one, and without '}\`curl -f\`${moves ? '' : ','} even an error page of the server is taken for it`
      : '';
  const inShort = moves ? `${NAME}, so that a checksum holds, and compare` : 'Compare';
  const message = moves
    ? `${inShort} the file with it (\`sha256sum -c\`), or with a signature: ${why}${page}.`
    : `Check the download before it is used: ${why}. ${inShort} the file with a checksum that ${open === 'version' ? 'comes with the version' : 'stands in this file'} (\`sha256sum -c\`), or with a signature${page}.`;
  return { range, cause, inShort, ...(open !== undefined && { severity: 'info' }), message, related };
}

function whatItDoes(use: Invocation, download: Invocation): string {
  const name = use.name ?? 'this';
  // `curl … | awk '…' | sh`
  const isMade = use.step === download.step && use.pipeline.index - download.pipeline.index > 1 && use.joint === '|';
  const verb =
    SHELL.test(name) || name === 'eval' || name === '.' || name === 'source'
      ? isMade
        ? 'runs what is made of it'
        : 'runs it'
      : UNPACK.test(name)
        ? 'unpacks it'
        : name === 'chmod' || name === 'install'
          ? 'makes it a program'
          : 'takes it';
  return `\`${name}\` ${verb}${use.step === download.step ? '' : ' in a later step'}`;
}
