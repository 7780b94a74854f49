import type { Argument, Invocation } from '../../model/types.ts';
import type { ShellRedirect } from '../../syntax/shell-types.ts';
import type { Range } from '../../text.ts';
import { isLiteral } from '../support/edits.ts';
import { placesOf } from '../support/shell-layout.ts';
import { defineRule, type Fix } from '../types.ts';

export const rule = defineRule({
  id: 'apk-unquoted-constraint',
  title: 'Put quotes around a version with < or >',
  category: 'packages',
  severity: 'error',
  fix: 'suggestion',
  lesson: 'apk-cache',
  *check({ alpineStages, text }) {
    for (const stage of alpineStages) {
      for (const { kind, invocation } of stage.packageEvents) {
        if (kind !== 'add') continue;
        for (const found of constraintsOf(invocation)) {
          const { word, range, redirect } = found;
          const target = redirect.target?.raw ?? '';
          yield {
            range,
            message: redirect.operator.startsWith('<')
              ? `Write \`${quoted(text, range)}\` in quotes: the shell reads \`<\` as input from a file named \`${target}\`, and stops because there is none.`
              : `Write \`${quoted(text, range)}\` in quotes: the shell reads \`>\` as output to a file named \`${target}\`, so apk installs any version of \`${word.value ?? word.raw}\` and the file stays in the image.`,
            fix: makeFix(text, found, invocation),
          };
        }
      }
    }
  },
});

interface Constraint {
  readonly word: Argument;
  readonly range: Range;
  readonly redirect: ShellRedirect;
}

/** A redirect that touches a package name and whose file looks like a version: `git>2.40`, `git>=2.40`, `git>2<3`. */
function constraintsOf({ args, redirects }: Invocation): Constraint[] {
  const found: Constraint[] = [];
  let ends = new Map<number, Constraint | undefined>();
  const words = new Map(args.map((word) => [word.range.end, word]));
  for (const redirect of redirects) {
    const { operator, descriptor, target, range } = redirect;
    if (descriptor !== undefined || !/^[<>]$/.test(operator) || !/^["']?=?~?\d/.test(target?.raw ?? '')) continue;
    const before = ends.get(range.start);
    const word = before?.word ?? words.get(range.start);
    if (word === undefined) continue;
    const constraint: Constraint = {
      word,
      range: { start: word.range.start, end: range.end },
      redirect: before?.redirect ?? redirect,
    };
    if (before !== undefined) found.pop();
    found.push(constraint);
    ends = new Map([[range.end, constraint]]);
  }
  return found;
}

function quoted(text: string, { start, end }: Range): string {
  return `"${text.slice(start, end).replace(/["']/g, '')}"`;
}

/** Quotes around the whole, where no other quotes are near. */
function makeFix(text: string, { word, range }: Constraint, invocation: Invocation): Fix | undefined {
  const own = text.slice(range.start, range.end);
  const isTop = placesOf(invocation.step).has(invocation.range.start);
  if (!isTop || !isLiteral(text, word) || !/^[\w.+:@~=<>-]+$/.test(own)) return undefined;
  return { kind: 'suggestion', title: 'Put quotes around it', edits: [{ range, text: `"${own}"` }] };
}
