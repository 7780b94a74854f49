import { oneForEachCause } from '../../facts/one-fact.ts';
import { parentOf, rootOf } from '../../model/stage-chain.ts';
import type { Step } from '../../model/types.ts';
import type { Word } from '../../syntax/dockerfile/types.ts';
import { plainVariables } from '../../syntax/expand.ts';
import { nearest } from '../../syntax/suggest.ts';
import { isOfficialImage } from '../../data/official-images.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { lineStart } from '../../text.ts';

export const rule = defineRule({
  id: 'variable-undefined',
  title: 'Declare a variable before you use it',
  category: 'syntax',
  severity: 'warning',
  fix: 'none',
  buildkit: ['UndefinedVar'],
  needs: ['$'],
  *check({ model, text }) {
    let found = 0;
    for (const stage of model.stages) {
      for (const step of stage.steps) yield* ofPlatform(step, text);
      const { kind, name = '' } = rootOf(stage).base;
      if (kind !== 'scratch' && !BARE.has(name)) continue;
      for (const step of stage.steps) {
        const { keyword, args, pairs } = step.instruction;
        if (!EXPANDED.test(keyword)) continue;
        const own = keyword === 'ARG' ? pairs.map((pair) => pair.name) : [];
        const words =
          pairs.length > 0
            ? pairs.flatMap(({ name: to, value }) => (value === undefined || addsTo(to, value) ? [] : value))
            : args;
        for (const word of words) {
          const missing = plainVariables(word.parts).find((each) => !own.includes(each) && !isDefined(each, step));
          if (missing === undefined) continue;
          const near = found++ < MOST_COMPARED ? nearest(missing, ['PATH', ...namesAt(step)]) : undefined;
          // A sentence or a command, which a reader is to complete.
          const isTold =
            keyword === 'LABEL' && near === undefined && !model.globalArgs.has(missing) && /\s/.test(word.raw);
          const advice = isTold
            ? `Write \`\\$${missing}\` where the name is to be read`
            : model.globalArgs.has(missing)
              ? `Repeat \`ARG ${missing}\` in this stage: what stands before the first \`FROM\` is only known there`
              : near === undefined
                ? `Declare \`${missing}\` with \`ARG\` or \`ENV\` first`
                : `Write \`$${near}\` or declare \`${missing}\` first`;
          yield {
            range: word.range,
            ...(isTold && { severity: 'info' }),
            cause: isTold ? `\\${missing}` : missing,
            message: `${advice}: nothing sets it here, so \`$${missing}\` is empty.`,
          };
        }
      }
    }
  },
  together: oneForEachCause,
});

/** `ENV OPTIONS="$OPTIONS --more"`: to nothing, where there is nothing yet. */
function addsTo(name: string, { parts }: Word): boolean {
  const [variable, ...others] = plainVariables(parts);
  return variable === name && others.length === 0 && parts.length > 1;
}

/** What BuildKit sets in a stage that asks for it by `ARG`; a default (`${TARGETARCH:-amd64}`) says what holds without. */
const PLATFORM =
  /\$(?:((?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))\b|\{((?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))\})/g;

/** In a RUN the shell puts the values in, and images may have other variables. */
function* ofPlatform(step: Step, text: string): Iterable<Finding> {
  const { instruction, stage } = step;
  if (instruction.keyword !== 'RUN' || !isOfficialImage(rootOf(stage).base.name ?? '')) return;
  const { start, end } = instruction.range;
  const own = text.slice(start, end);
  for (const { 0: word, 1: bare, 2: name = bare ?? '', index } of own.matchAll(PLATFORM)) {
    const at = start + index;
    const line = text.slice(lineStart(text, at), at);
    // Set or read by the script itself, in a comment, or for another program.
    if (isDefined(name, step) || own.includes(`${name}=`) || /\bread\b/.test(own) || /^\s*#|'/.test(line)) continue;
    yield {
      range: { start: at, end: at + word.length },
      cause: stage,
      message: `Declare \`${name}\` with \`ARG\` in this stage first: BuildKit sets it only where a stage asks for it, so \`${word}\` is empty.`,
    };
    return;
  }
}

/** Images whose only variable is PATH (their configurations, 2026-08). */
const BARE = new Set(['alpine', 'busybox', 'debian', 'ubuntu']);
/** Where BuildKit, and not a shell, puts the values in. */
const EXPANDED = /^(ADD|ARG|COPY|ENV|EXPOSE|LABEL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/;
const MOST_PARENTS = 50;
/** So many names are compared with all that are known: thousands of each would take the square of their time. */
const MOST_COMPARED = 50;

function isDefined(name: string, { before, stage }: Step): boolean {
  // A build has proxies without ARG.
  if (name === 'PATH' || /_proxy$|^BUILDKIT_/i.test(name) || before.env.has(name) || before.args.has(name)) return true;
  let parents = 0;
  for (let below = parentOf(stage); below !== undefined; below = parentOf(below))
    if (below.end.args.has(name) || ++parents > MOST_PARENTS) return true;
  return false;
}

function namesAt({ before }: Step): string[] {
  return [...before.env.entries(), ...before.args.entries()].map(([name]) => name);
}
