import { missingWheel } from '../../data/wheels.ts';
import { commandsLike } from '../../model/commands.ts';
import type { Argument, Invocation, Model, Stage } from '../../model/types.ts';
import { PackageTimeline } from '../../facts/package-timeline.ts';
import { defineRule, type Finding } from '../../rule.ts';

export const rule = defineRule({
  id: 'manylinux-wheel',
  title: 'Install wheels that are built for musl',
  category: 'musl',
  severity: 'error',
  fix: 'none',
  needs: ['pip', 'python', 'uv'],
  *check({ model, alpineStagesWithOnbuild }) {
    for (const stage of alpineStagesWithOnbuild) {
      if (stage.libc !== 'musl') continue;
      const findings = [...inStage(stage)];
      if (findings.length > 0 && !isForOthers(model, stage)) yield* findings;
    }
  },
});

function* inStage(stage: Stage): Iterable<Finding> {
  const moments = new PackageTimeline(stage);
  for (const invocation of commandsLike(stage, /^(pip|python|uv)[\d.]*$/)) {
    const words = pipInstall(invocation);
    if (words === undefined) continue;
    const platform = platformOf(words);
    if (platform !== undefined) {
      // pip asks for `--target` with it, and a folder of that kind may be meant for another image.
      const target = words[words.findIndex(({ value }) => value === '--target' || value === '-t') + 1]?.value ?? '';
      const isUsed = target.includes('site-packages') || invocation.variables.get('PYTHONPATH')?.includes(target);
      yield {
        range: platform.range,
        ...(isUsed === true ? {} : { severity: 'warning' as const }),
        message:
          'Leave `--platform` out, so that pip takes wheels for musl: those for `manylinux` are linked to glibc, and on Alpine their import fails.',
      };
    } else if (!hasOtherSource(words, invocation)) yield* missing(words, invocation, moments);
  }
}

/** The words behind `pip install`, `python -m pip install`, `uv pip install`. */
function pipInstall({ name = '', args }: Invocation): readonly Argument[] | undefined {
  const values = args.slice(0, 4).map(({ value }) => value);
  const at = values.indexOf('install');
  const before = values.slice(0, Math.max(at, 0));
  const isPip = name.startsWith('pip')
    ? before.every((value) => value === undefined || /^-\S+$/.test(value))
    : before.join(' ') === (name === 'uv' ? 'pip' : '-m pip');
  return at < 0 || !isPip ? undefined : args.slice(at + 1);
}

function platformOf(words: readonly Argument[]): Argument | undefined {
  return words.find(({ value }, i) => {
    const platform = value === '--platform' ? words[i + 1]?.value : /^--platform=(.*)$/.exec(value ?? '')?.[1];
    return platform?.startsWith('manylinux') === true;
  });
}

/** Wheels may come from somewhere else than PyPI. */
function hasOtherSource(words: readonly Argument[], { variables }: Invocation): boolean {
  return (
    words.some(
      ({ value }) => value === undefined || /^(-i|-f|--(extra-)?index(-url)?|--find-links|--no-index)/.test(value),
    ) || ['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'PIP_FIND_LINKS'].some((name) => variables.has(name))
  );
}

function* missing(words: readonly Argument[], invocation: Invocation, moments: PackageTimeline): Iterable<Finding> {
  for (const word of words) {
    const name = /^[A-Za-z][\w.-]*/.exec(word.value ?? '')?.[0];
    const wheel = name === undefined || /^https?$/.test(name) ? undefined : missingWheel(name);
    if (name === undefined || wheel === undefined) continue;
    if (wheel.hasSource && COMPILERS.some((each) => moments.has(each, invocation) !== false)) continue;
    const own = wheel.alpine === undefined ? '' : `, or Alpine's Python with \`apk add ${wheel.alpine}\``;
    yield {
      range: word.range,
      message: `Use a base with glibc for \`${name}\`, such as \`python:3.14-slim\`${own}: PyPI has no wheel of it for musl${wheel.hasSource ? ', and there is no compiler here to build it' : ' and nothing to build it from, so pip ends with "No matching distribution found"'}.`,
    };
  }
}

const COMPILERS = ['g++', 'build-base', 'alpine-sdk', 'clang'];

/** A stage that only fetches for another one. */
function isForOthers({ stages }: Model, stage: Stage): boolean {
  return stages.some((other) => other.libc !== 'musl' && other.steps.some(({ copy }) => copy?.fromStage === stage));
}
