import type { Argument, Invocation } from '../../model/types.ts';
import type { ShellRedirect } from '../../syntax/shell/types.ts';
import { type Range, sliceOf } from '../../text.ts';
import { oneForEach } from '../../facts/one-fact.ts';
import { isLiteral } from '../../fixes/edits.ts';
import { placesOf } from '../../fixes/shell-layout.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';

export const rule = defineRule({
  id: 'apk-unquoted-constraint',
  title: 'Put quotes around a version with < or >',
  category: 'packages',
  severity: 'error',
  fix: 'suggestion',
  needs: ['>', '<'],
  *check({ alpineStagesWithOnbuild, text }) {
    for (const stage of alpineStagesWithOnbuild) {
      for (const { kind, invocation } of stage.packageEvents) {
        if (kind !== 'add') continue;
        for (const found of constraintsOf(invocation, text)) {
          const { word, range, redirect } = found;
          const use = quoted(found, text);
          const target = redirect.target?.raw ?? '';
          yield {
            range,
            message: redirect.operator.startsWith('<')
              ? `Write \`${use}\` in quotes: the shell reads \`<\` as input from a file named \`${target}\`, and stops because there is none.`
              : `Write \`${use}\` in quotes: the shell reads \`>\` as output to a file named \`${target}\`, so apk installs any version of \`${word.value ?? word.raw}\` and the file stays in the image.`,
            fix: makeFix(text, found, invocation),
          };
        }
      }
    }
  },
  // What is read as input stops the build, and what is read as output does not.
  together: (findings, context) =>
    oneForEach(
      findings,
      ({ fix, message }) => `${String(fix === undefined)} ${String(message.includes('`<`'))}`,
      context,
    ),
});

interface Constraint {
  readonly word: Argument;
  readonly range: Range;
  readonly redirect: ShellRedirect;
}

/** A redirect that touches a package name and whose file looks like a version: `git>2.40`, `git>=2.40`, `git>2<3`. */
function constraintsOf({ args, redirects }: Invocation, text: string): Constraint[] {
  if (redirects.length === 0) return [];
  const found: Constraint[] = [];
  let ends = new Map<number, Constraint | undefined>();
  const words = new Map(args.map((word) => [word.range.end, word]));
  for (const redirect of redirects) {
    const { operator, descriptor, target, range } = redirect;
    if (descriptor !== undefined || !/^[<>]$/.test(operator) || !/^["']?=?~?\d/.test(target?.raw ?? '')) continue;
    const before = ends.get(range.start);
    const word = before?.word ?? words.get(range.start) ?? besides(redirect, args, text);
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

/**
 * In a string with escapes in it every word is at the place of the whole string: there the text says whether they
 * touch.
 */
function besides(
  { operator, target, range }: ShellRedirect,
  args: readonly Argument[],
  text: string,
): Argument | undefined {
  const string = sliceOf(text, range);
  return args.find(
    (word) =>
      word.range.start === range.start &&
      word.range.end === range.end &&
      string.includes(` ${word.raw}${operator}${target?.raw ?? ''}`),
  );
}

/** The constraint in quotes, as it should stand. */
function quoted({ word, redirect, range }: Constraint, text: string): string {
  const written = sliceOf(text, range);
  const own = written.includes(' ') ? word.raw + redirect.operator + (redirect.target?.raw ?? '') : written;
  return `"${own.replace(/["']/g, '')}"`;
}

/** Quotes around the whole, where no other quotes are near. */
function makeFix(text: string, { word, range }: Constraint, invocation: Invocation): ProposedFix | undefined {
  const own = sliceOf(text, range);
  const isTop = placesOf(invocation.step).has(invocation.range.start);
  if (!isTop || !isLiteral(text, word) || !/^[\w.+:@~=<>-]+$/.test(own)) return undefined;
  return { title: 'Put quotes around it', edits: [{ range, text: `"${own}"` }] };
}
