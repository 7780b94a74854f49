import { isOfficialOrCopy } from '../../data/official-images.ts';
import { interpreterOf, isPosixShell } from '../../facts/ash.ts';
import { stopsAtFailure } from '../../facts/passed-over.ts';
import { rootOf } from '../../model/stage-chain.ts';
import type { Invocation, Step } from '../../model/types.ts';
import { defineRule, type Finding, type ProposedFix } from '../../rule.ts';
import type { ShellNode } from '../../syntax/shell/types.ts';
import { walkShell } from '../../syntax/shell/walk.ts';
import { insertAt } from '../../text.ts';

export const rule = defineRule({
  id: 'failure-masked',
  title: 'Let a step fail when its installation fails',
  category: 'running',
  severity: 'warning',
  fix: 'suggestion',
  *check({ stagesWithOnbuild, text }) {
    for (const { steps } of stagesWithOnbuild) {
      for (const step of steps) {
        const { instruction, script, invocations } = step;
        if (instruction.keyword !== 'RUN' || script === undefined) continue;
        // Most scripts hold none of it.
        if (!invocations.some(isNothing)) {
          // What SHELL an image that is not known has, its Dockerfile says.
          const isKnown = isOfficialOrCopy(rootOf(step.stage).base.name ?? '');
          if (isKnown && script.commands.length > 1 && isPosixShell(interpreterOf(step)) && goesOn(step))
            yield* passedOver(step, script.commands, text);
        } else if (isPosixShell(interpreterOf(step))) {
          const isExplained = instruction.leading.some((comment) => EXPLAINS.test(comment.text));
          for (const each of maskedIn(step, script.commands))
            yield isExplained ? { ...each, severity: 'info', fix: undefined } : each;
        }
      }
    }
  },
});

/** `# not in older branches`: the author knows that it fails. */
const EXPLAINS = /fail|ignor|optional|availab|exist|older|newer|missing|support/i;

/** `npm run build; npm prune`: what stands in front of a `;` may fail unseen. */
function* passedOver(step: Step, commands: readonly ShellNode[], text: string): Iterable<Finding> {
  const known = nodesOf(step);
  for (const [i, node] of commands.slice(0, -1).entries()) {
    const important = importantIn([node], known, true);
    if (important === undefined) continue;
    // Something behind it may fail as a matter of course, and the `;` be there for that.
    const isLast = node.kind !== 'and-or' || known.get(node.items.at(-1) ?? node) === important;
    // Each of them passes over a failure of all in front of it.
    const ends = commands.slice(i, -1).map((each, at) => ({
      end: each.range.end,
      between: text.slice(each.range.end, commands[i + at + 1]?.range.start),
    }));
    const many = ends.length > 1;
    yield {
      range: important.range,
      // What may fail, and is meant to, no line shows.
      severity: 'info',
      message: `Write \`&&\` for ${many ? 'each' : 'the next'} \`;\`${many ? ' behind it' : ''}: only the last command decides whether a \`RUN\` fails, so the build goes on when \`${nameOf(important)}\` fails.`,
      fix:
        // With a semicolon in front of it the line would be half of the one and half of the other.
        isLast && i === 0 && ends.every(({ between }) => /^\s*;\s/.test(between))
          ? {
              title: 'Write &&',
              edits: ends.map(({ end, between }) => ({
                range: { start: end, end: end + between.indexOf(';') + 1 },
                text: ' &&',
              })),
            }
          : undefined,
    };
    return;
  }
}

function nodesOf({ invocations }: Step): ReadonlyMap<ShellNode, Invocation> {
  return new Map(invocations.flatMap((each) => (each.node === undefined ? [] : [[each.node, each] as const])));
}

function* maskedIn(step: Step, commands: readonly ShellNode[]): Iterable<Finding> {
  const known = nodesOf(step);
  const found: Finding[] = [];
  walkShell({ commands, errors: [] }, (node) => {
    if (node.kind !== 'and-or') return;
    const { items, operators } = node;
    const at = operators.findIndex((operator, i) => operator === '||' && isNothing(known.get(items[i + 1] ?? node)));
    const masked = items.slice(0, at + 1).filter((item) => known.get(item)?.name !== 'set');
    const nothing = items[at + 1];
    if (nothing === undefined) return;
    const important = importantIn(masked, known);
    const [first] = masked;
    if (first === undefined || (important === undefined && !isWholeChain(masked, known))) return;
    const isAsked = isTest(first, known);
    const after = items[at + 2] === undefined ? 'the build goes on without it' : 'what stands behind runs all the same';
    const mask = `|| ${nameOf(known.get(nothing))}`;
    // `go-licenses … 2>/dev/null || true`: what may fail is the command before the mask, and its author knows.
    const last = known.get(masked.at(-1) ?? first);
    const isMeant = last !== important && last?.redirects.some(({ target }) => target?.raw === '/dev/null') === true;
    found.push({
      ...(isMeant && { severity: 'info' }),
      range: { start: (important ?? first).range.start, end: nothing.range.end },
      message: isAsked
        ? `Write this as \`if …; then …; fi\`: \`${mask}\` is there for the test, and it hides as well that \`${nameOf(important)}\` fails, so ${after}.`
        : `Leave out \`${mask}\`, or put it behind the command that may fail: it hides that ${important === undefined ? 'any command of this chain' : `\`${nameOf(important)}\``} fails, and ${after}.`,
      fix: isAsked ? undefined : makeFix(masked, nothing, mask, known),
    });
  });
  const last = commands.at(-1);
  const isEnd = commands.length > 1 && last !== undefined && isNothing(known.get(last));
  const important = isEnd && goesOn(step) ? importantIn(commands, known, true) : undefined;
  if (last !== undefined && important !== undefined)
    found.push({
      range: { start: important.range.start, end: last.range.end },
      message: `Leave out the \`${nameOf(known.get(last))}\` at the end: only the last command decides whether a \`RUN\` fails, so it hides that \`${nameOf(important)}\` fails.`,
    });
  yield* found;
}

const MOST_IN_BRACES = 3;

/** What stands behind the last command that matters may well be what is to fail: the mask is left to that alone. */
function makeFix(
  masked: readonly ShellNode[],
  nothing: ShellNode,
  mask: string,
  known: ReadonlyMap<ShellNode, Invocation>,
): ProposedFix | undefined {
  const at = masked.findLastIndex((node) => importantIn([node], known) !== undefined);
  const next = masked[at + 1];
  // Around many commands nobody can tell which of them is meant, and braces look odd.
  if (at < 0 || masked.length - at > MOST_IN_BRACES) return undefined;
  if (next !== undefined)
    return {
      title: `Let ${mask} stand for the end alone`,
      edits: [insertAt(next.range.start, '{ '), insertAt(nothing.range.end, '; }')],
    };
  const before = masked[at]?.range.end ?? nothing.range.end;
  return {
    title: `Leave out ${mask}`,
    edits: [{ range: { start: before, end: nothing.range.end }, text: '' }],
  };
}

/** `true`, `:` and `exit 0`. */
function isNothing(invocation: Invocation | undefined): boolean {
  const { name, args } = invocation ?? { args: [] };
  return name === 'true' || name === ':' || (name === 'exit' && args[0]?.value === '0');
}

function nameOf(invocation: Invocation | undefined): string {
  const { name = '', args = [] } = invocation ?? {};
  const verb = args.find(({ value }) => value !== undefined && /^[a-z]+$|^0$/.test(value))?.value;
  return verb === undefined ? name : `${name} ${verb}`;
}

/** A program and the word by which it installs or builds. */
const WORK =
  /^((apk|apt|apt-get|yum|dnf|microdnf|pip3?|pipenv|poetry|uv|gem|bundle|composer|pecl|npm|pnpm|yarn|cargo|go) (add|ci|i|install|require|sync)|(cargo|dotnet|go|npm|pnpm|yarn) (build|mod|publish|restore))$/;
/** Programs that build with any arguments. */
const BUILDERS = /^(cmake|docker-php-ext-install|gradlew?|make|mvnw?|ninja)$/;

/** Tools that a first call may warm up for a second one that has to succeed. */
const WARMED = /^(cargo|dotnet|go|gradlew?|mvnw?|cmake|make|ninja)$/;

function isWork({ name = '', args }: Invocation): boolean {
  const words = args.map(({ value }) => value ?? '');
  if (words.some((word) => /^(clean|check|tests?|uninstall)$/.test(word))) return false;
  return BUILDERS.test(name) || words.some((word) => WORK.test(`${name} ${word}`));
}

/** The first command in these that installs or builds what nothing later makes up for. */
function importantIn(
  nodes: readonly ShellNode[],
  known: ReadonlyMap<ShellNode, Invocation>,
  untested = false,
): Invocation | undefined {
  const found: Invocation[] = [];
  walkShell({ commands: nodes, errors: [] }, (node) => {
    const invocation = known.get(node);
    if (found.length > 0 || invocation === undefined || invocation.inSubstitution || (untested && invocation.tested))
      return;
    if (isWork(invocation) && !isMadeUpFor(invocation)) found.push(invocation);
  });
  return found[0];
}

function isMadeUpFor({ name = '', step, order }: Invocation): boolean {
  return (
    WARMED.test(name) &&
    step.stage.steps
      .slice(step.index + 1)
      .some(({ invocations }) => invocations.some((each) => each.order > order && each.name === name && !each.tested))
  );
}

/** Commands that may fail without harm, or that tidy up. */
const MILD = new Set(
  'rm rmdir find strip chmod chown ln touch echo printf cd grep id getent deluser delgroup adduser addgroup userdel groupdel useradd groupadd usermod groupmod kill pkill sleep apk apt-get ldconfig'.split(
    ' ',
  ),
);

/** Three commands or more, of which the first is no test and which do more than to tidy up. */
function isWholeChain(items: readonly ShellNode[], known: ReadonlyMap<ShellNode, Invocation>): boolean {
  const [first] = items;
  if (items.length < 3 || first === undefined || isTest(first, known)) return false;
  return items.every((item) => known.has(item)) && items.some((item) => !MILD.has(known.get(item)?.name ?? ''));
}

function isTest(node: ShellNode, known: ReadonlyMap<ShellNode, Invocation>): boolean {
  if (node.kind === 'test') return true;
  const { name = '', args } = known.get(node) ?? { args: [] };
  return /^(test|\[|\[\[|grep|which|type|id|getent|command)$/.test(name) || args[0]?.value === '-v';
}

/** About scripts in heredocs there is `heredoc-errexit`. */
function goesOn(step: Step): boolean {
  return step.instruction.heredocs.length === 0 && !stopsAtFailure(step);
}
