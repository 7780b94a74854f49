import { oneForEachCause } from '../../facts/one-fact.ts';
import { SHELL, UNPACK } from '../../facts/download-uses.ts';
import { errorPagesIn } from '../../facts/error-pages.ts';
import { type Unchecked, uncheckedIn } from '../../facts/unchecked-downloads.ts';
import { NONE } from '../../lists.ts';
import type { Invocation } from '../../model/types.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'unchecked-download',
  title: 'Check what you download before you use it',
  category: 'safety',
  severity: 'warning',
  fix: 'none',
  needs: ['curl', 'wget', 'ADD'],
  *check({ stagesWithOnbuild, isRunning }) {
    for (const stage of stagesWithOnbuild) {
      if (!stage.reached) continue;
      const pages = new Set(isRunning('download-no-fail') ? errorPagesIn(stage).map((each) => each.invocation) : NONE);
      for (const each of uncheckedIn(stage)) yield findingFor(each, pages);
    }
  },
  together: oneForEachCause,
});

const WHY = 'whoever can change the file at that address, or on the way, decides what is in this image';

function findingFor({ invocation, range, use, open, moves }: Unchecked, pages: ReadonlySet<Invocation>): Finding {
  const related = use === undefined || use === invocation ? [] : [{ range: use.range, message: 'Used here.' }];
  const cause = open ?? 'unchecked';
  if (invocation === undefined)
    return {
      range,
      cause,
      message: `${moves ? 'Name a release in the address and add' : 'Add'} \`--checksum=sha256:…\` to \`ADD\`: the file is ${use === undefined ? 'a program' : 'used by a later step'}, and ${WHY}.`,
      related,
    };
  return {
    range,
    cause,
    ...(open !== undefined && { severity: 'info' }),
    message: `Check the download before it is used: ${use === undefined ? '' : whatItDoes(use, invocation)}, and ${WHY}. ${moves ? 'Name a release in the address, and compare' : 'Compare'} the file with a checksum that ${open === 'version' ? 'comes with the version' : 'stands in this file'} (\`sha256sum -c\`), or with a signature${open === undefined && pages.has(invocation) ? '; without one, and without `curl -f`, even an error page of the server is taken for it' : ''}.`,
    related,
  };
}

function whatItDoes(use: Invocation, download: Invocation): string {
  const name = use.name ?? 'this';
  const verb =
    SHELL.test(name) || name === 'eval' || name === '.' || name === 'source'
      ? 'runs it'
      : UNPACK.test(name)
        ? 'unpacks it'
        : name === 'chmod' || name === 'install'
          ? 'makes it a program'
          : 'takes it';
  return `\`${name}\` ${verb}${use.step === download.step ? '' : ' in a later step'}`;
}
