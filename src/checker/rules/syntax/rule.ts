import { lineBreak } from '../../fixes/instruction-edits.ts';
import { syntaxProblems, TEMPLATE_FILE } from '../../facts/syntax-problems.ts';
import type { Dockerfile, SyntaxProblem } from '../../syntax/dockerfile/types.ts';
import { overwrittenSources } from './several-sources.ts';
import { defineRule, type Finding, type Severity } from '../../rule.ts';

export const rule = defineRule({
  id: 'syntax',
  title: 'Write what BuildKit can read',
  category: 'syntax',
  severity: 'error',
  fix: 'suggestion',
  buildkit: ['NoEmptyContinuation'],
  tally: ['invalid-json-form', 'unknown-instruction'],
  *check({ model: { file }, stagesWithOnbuild, text, path = '' }) {
    const template = file.problems.find(({ range }) => TEMPLATE.test(lineAt(file, range.start)));
    if (template !== undefined) {
      yield {
        range: template.range,
        severity: 'info',
        message:
          'Check what is made of this template: the line is for the tool that fills it in, and Docker cannot read it, so nothing else is said about the syntax.',
      };
      return;
    }
    for (const { code, message, range, fix } of syntaxProblems(file, stagesWithOnbuild, path)) {
      const severity =
        SEVERITY[code] ?? (TEMPLATE_FILE.test(path) ? (code === 'missing-from' ? 'info' : 'warning') : undefined);
      yield {
        range,
        ...(severity === undefined ? {} : { severity }),
        message,
        fix: fix && {
          title: fix.title,
          edits: [{ range: fix.range, text: fix.text.replaceAll('\n', lineBreak(text)) }],
        },
      };
    }
    yield* overwrittenSources(stagesWithOnbuild, text);
    yield* labsFlags(file);
  },
});

/** Flags that only the frontends of docker/dockerfile with `labs` in the tag know (Dockerfile reference, 1.25). */
function* labsFlags({ instructions, directives }: Dockerfile): Iterable<Finding> {
  const frontend = directives.find(({ name }) => name === 'syntax')?.value;
  // Others may know anything.
  if (frontend !== undefined && !/^(docker\.io\/)?docker\/dockerfile(:[\d.]+|:latest)?$/.test(frontend)) return;
  for (const instruction of instructions) {
    const { keyword, flags } = instruction.onbuild ?? instruction;
    const flag = keyword === 'RUN' ? flags.find(({ name }) => name === 'device') : undefined;
    if (flag === undefined) continue;
    yield {
      range: flag.range,
      message:
        'Begin the file with `# syntax=docker/dockerfile:1-labs`: only that frontend knows `--device`, and any other stops at this line.',
    };
  }
}

/** Lines of Jinja, ERB, Go templates and docker-builder, `FROM {{ .Image }}`, `%%PACKAGES%%`, `@STEPS@`, and `INCLUDE`. */
const TEMPLATE =
  /^[ \t]*(?:(?:FROM[ \t]+\S*)?(?:\{[{%#]|<%|@(?:IF|EXEC|INCLUDE)\b|@@?\w+@|%%?\w+%|__\w+__)|\$\{?\w+\}?[ \t]*(?:[\r\n]|$)|INCLUDE\+?[ \t]|(?:ENV|ARG|LABEL|EXPOSE|USER)\b[^{\n]*\{\{)/;

function lineAt({ text }: Dockerfile, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start, start + 200);
}

/** BuildKit still builds these. */
const SEVERITY: Readonly<Partial<Record<SyntaxProblem['code'], Severity>>> = {
  'comment-behind': 'warning',
  'empty-continuation': 'warning',
  'too-deep': 'info',
};
