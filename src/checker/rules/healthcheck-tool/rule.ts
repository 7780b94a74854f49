import { hasPackage } from '../../facts/package-names.ts';
import { parentStages } from '../../model/stage-chain.ts';
import { hasOwnProgram } from '../../model/presence.ts';
import type { Invocation, Stage } from '../../model/types.ts';
import { healthcheckOf } from '../../facts/health.ts';
import { installFix } from '../../fixes/package-edits.ts';
import { packageAtEnd } from '../../facts/package-timeline.ts';
import { defineRule, type ProposedFix } from '../../rule.ts';
import { entryOf } from '../../data/table.ts';
import { isOperand } from '../../model/fields.ts';

export const rule = defineRule({
  id: 'healthcheck-tool',
  title: 'Check health with a tool that is in the image',
  category: 'running',
  severity: 'error',
  fix: 'suggestion',
  needs: ['HEALTHCHECK'],
  *check({ alpineStages, model, text }) {
    const parents = parentStages(model);
    for (const stage of alpineStages) {
      // A stage or an image that stands on this one may bring it.
      if (parents.has(stage) || stage.triggers !== undefined) continue;
      const health = healthcheckOf(stage);
      if (health === undefined) continue;
      for (const invocation of health.invocations) {
        const name = invocation.name ?? '';
        const owner = entryOf(PACKAGES, name);
        if (owner === undefined || hasAlternative(invocation) || mayBeThere(stage, name, owner)) continue;
        yield {
          range: invocation.range,
          message: `${name === 'curl' ? 'Use the `wget` that BusyBox brings' : `Install \`${owner}\``}: \`${name}\` is not in this image, so the check fails each time and the container counts as unhealthy.`,
          fix: wgetInstead(invocation) ?? installFix(text, health.step, owner),
        };
      }
    }
  },
});

/** Tools of health checks and the Alpine package that brings each (`cmd:` entries of the signed 3.19 index). */
const PACKAGES: Readonly<Record<string, string | undefined>> = {
  bash: 'bash',
  curl: 'curl',
  dig: 'bind-tools',
  http: 'httpie',
  jq: 'jq',
  mysqladmin: 'mariadb-client',
  pg_isready: 'postgresql-client',
  python3: 'python3',
  'redis-cli': 'redis',
};

/** `curl -f … || wget …`, `command -v curl && curl …`: what is missing is looked for, or something else does its work. */
function hasAlternative({ name, order, tested, step: { invocations } }: Invocation): boolean {
  return invocations.some((other) =>
    other.order < order
      ? /^(command|which|type|hash)$/.test(other.name ?? '') && other.args.some(({ value }) => value === name)
      : tested && other.order > order && !/^(exit|false|kill|echo|printf)$/.test(other.name ?? ''),
  );
}

/** Other packages that bring the same program (index of Alpine 3.19 and 3.22). */
const OTHERS: Readonly<Record<string, RegExp | undefined>> = {
  mysqladmin: /^mysql/,
  'redis-cli': /^valkey/,
};

/** It is there, also from a package like `postgresql16-client`, or it is not known. */
function mayBeThere(stage: Stage, tool: string, owner: string): boolean {
  if (packageAtEnd(stage, tool) !== false || packageAtEnd(stage, owner) !== false) return true;
  const stem = owner.replace(/-client$/, '');
  const other = entryOf(OTHERS, tool);
  return (
    hasPackage(stage, (name) => name.startsWith(stem) || other?.test(name) === true, `package ${stem}*`) ||
    hasOwnProgram(stage, tool)
  );
}

/** `curl -fsS URL` asks what `wget -q --spider URL` asks; other options of curl need a person. */
function wgetInstead(invocation: Invocation): ProposedFix | undefined {
  if (invocation.name !== 'curl' || invocation.node === undefined) return undefined;
  const options = invocation.args.filter(({ value }) => value?.startsWith('-') === true);
  const [url, ...more] = invocation.args.filter(isOperand);
  const plain = options.every(({ value }) =>
    /^(-[fsSLI]+|--fail|--silent|--show-error|--location|--head)$/.test(value ?? ''),
  );
  if (!plain || more.length > 0 || url?.value === undefined || !/^https?:\/\//.test(url.value)) return undefined;
  const target = url.raw.replace('//localhost', '//127.0.0.1');
  const { start } = invocation.programRange;
  const text = `wget -q --spider ${target}`;
  return { title: 'Use wget', edits: [{ range: { start, end: url.range.end }, text }] };
}
