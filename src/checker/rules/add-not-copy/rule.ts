import type { Argument, BuildContext, Stage, Step } from '../../model/types.ts';
import { defineRule } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';

export const rule = defineRule({
  id: 'add-not-copy',
  title: 'Use COPY for files of the context',
  category: 'safety',
  severity: 'info',
  fix: 'safe',
  hadolint: ['DL3020'],
  needs: ['ADD'],
  *check({ model, stagesWithOnbuild, text }) {
    for (const stage of stagesWithOnbuild) {
      for (const step of stage.steps) {
        const { instruction, copy } = step;
        if (instruction.keyword !== 'ADD' || copy === undefined || copy.sources.length === 0) continue;
        const kinds = copy.sources.map((source) => kindOf(source, model.context));
        if (hasOwnFlag(step) || kinds.includes('other')) continue;
        // One of several in a row would stand out, and say nothing of the others.
        const isAmongUnsure = rowOf(stage, step).some((other) => !isPlain(other, model.context));
        const { start, end } = instruction.keywordRange;
        const isLower = text.slice(start, end) === 'add';
        yield {
          range: instruction.range,
          message:
            'Use `COPY`: `ADD` also unpacks archives and fetches addresses, which nothing here needs, so a reader has to look twice.',
          fix:
            kinds.includes('unsure') || isAmongUnsure
              ? undefined
              : {
                  title: 'Use COPY',
                  edits: [{ range: instruction.keywordRange, text: isLower ? 'copy' : 'COPY' }],
                },
        };
      }
    }
  },
});

/** The lines with ADD directly above and below. */
function rowOf({ steps }: Stage, { index }: Step): readonly Step[] {
  const isAdd = (step: Step | undefined): boolean => step?.instruction.keyword === 'ADD';
  return [steps[index - 1], steps[index + 1]].flatMap((each) => (each !== undefined && isAdd(each) ? [each] : []));
}

function isPlain(step: Step, context: BuildContext | undefined): boolean {
  return hasOwnFlag(step) || step.copy?.sources.every((source) => kindOf(source, context) !== 'unsure') !== false;
}

/** Options that COPY does not have. */
function hasOwnFlag({ instruction }: Step): boolean {
  return instruction.flags.some(({ name }) => name === 'checksum' || name === 'keep-git-dir' || name === 'unpack');
}

/** Formats that ADD unpacks (Dockerfile reference, "ADD"), and hadolint's longer list of their names. */
const ARCHIVE = /\.(tar|t?Z|t?bz2?|tb2|t?gz|t?lz|t?lzma|tpz|t?xz|t?zst|apk|gem)$/i;

/** Files without an extension whose names say what they are. */
const NAMES =
  /^(Gemfile|Rakefile|Makefile|Procfile|Pipfile|Caddyfile|Brewfile|Jenkinsfile|Vagrantfile|LICENSE|README|VERSION)$/;

/** `unsure`: a name that does not say whether it is an archive. ADD looks at the content. */
function kindOf({ value, raw }: Argument, context: BuildContext | undefined): 'plain' | 'unsure' | 'other' {
  const path = value ?? raw;
  if (raw.startsWith('<<')) return 'plain';
  if (ARCHIVE.test(path) || /^([a-z]+:\/\/|git@)|\.git(#|$)/.test(path)) return 'other';
  const last = baseName(path);
  // What a variable or a pattern stands for may be an archive.
  if (value === undefined || /[*?[\]]/.test(last))
    return /\.\w+$/.test(last) && !/[*?[\]$]\w*$/.test(last) ? 'plain' : 'other';
  if (
    path.endsWith('/') ||
    /^\.{1,2}$|^\.[A-Za-z][\w.-]*$/.test(last) ||
    NAMES.test(last) ||
    /\.[A-Za-z]\w*$/.test(last)
  )
    return 'plain';
  const folder = path.replace(/^\.?\//, '');
  return context?.paths.some((each) => each.startsWith(`${folder}/`)) === true ? 'plain' : 'unsure';
}
