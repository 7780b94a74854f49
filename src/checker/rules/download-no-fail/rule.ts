import { oneForEachCause } from '../../facts/one-fact.ts';
import { errorPagesIn } from '../../facts/error-pages.ts';
import { uncheckedIn } from '../../facts/unchecked-downloads.ts';
import { NONE } from '../../lists.ts';
import { insertOption, isExec, isLiteral } from '../../fixes/edits.ts';
import type { Invocation } from '../../model/types.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { insertAt, sliceOf } from '../../text.ts';

/** A checksum stops an error page, too, so what this rule has to say is part of what that one says. */
const BETTER = 'unchecked-download';

export const rule = defineRule({
  id: 'download-no-fail',
  title: 'Let curl fail when the server answers with an error',
  category: 'safety',
  severity: 'warning',
  fix: 'suggestion',
  needs: ['curl'],
  *check({ stagesWithOnbuild, isRunning, ignores, text }) {
    const isSilent = !isRunning(BETTER);
    const ignored = new Set(ignores.flatMap(({ id, instruction }) => (id === BETTER ? instruction : [])));
    for (const stage of stagesWithOnbuild) {
      const taken = stage.reached ? errorPagesIn(stage) : NONE;
      if (taken.length === 0) continue;
      const said = new Set(
        isSilent
          ? NONE
          : uncheckedIn(stage).map(({ invocation, open }) => (open === undefined ? invocation : undefined)),
      );
      for (const { invocation, files } of taken) {
        if (said.has(invocation) && !ignored.has(invocation.step.instruction)) continue;
        yield {
          range: invocation.range,
          cause: 'no -f',
          message: `Give \`curl\` the option \`-f\`: without it an answer such as 404 or 500 counts as success, its error page becomes \`${files[0] ?? ''}\`, and the build goes on.`,
          fix: makeFix(invocation, text),
        };
      }
    }
  },
  together: oneForEachCause,
});

/** Into the first cluster of letters, as `-sSL` is one. */
function makeFix(invocation: Invocation, text: string): ProposedFix | undefined {
  const { args, programRange, program } = invocation;
  const [first] = args;
  if (program === undefined || sliceOf(text, programRange).replace(/^"|"$/g, '') !== program) return undefined;
  const isCluster = first !== undefined && /^-[a-zA-Z]+$/.test(first.raw) && isLiteral(text, first);
  const edit =
    isCluster && !isExec(invocation)
      ? insertAt(first.range.start + 1, 'f')
      : insertOption(invocation, programRange.end, '-f');
  return { title: 'Add -f', edits: [edit] };
}
