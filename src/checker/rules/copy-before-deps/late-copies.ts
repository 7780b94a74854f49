import { installOf } from '../../facts/dependency-installs.ts';
import { alongChain } from '../../model/stage-chain.ts';
import type { Model, Stage, Step } from '../../model/types.ts';
import type { Finding } from '../../rule.ts';

/**
 * `COPY --from=deps` behind the source, from a stage that has installed packages and no source: the layer is made anew after
 * every change, although nothing in it has changed.
 */
export function* lateCopies({ stages }: Model, copiesSource: (step: Step) => boolean): Iterable<Finding> {
  for (const { steps, reached } of stages) {
    const source = reached ? steps.find(copiesSource) : undefined;
    const late = steps.find(
      ({ index, copy, instruction }) =>
        source !== undefined &&
        index > source.index &&
        copy?.fromStage !== undefined &&
        !instruction.flags.some(({ name }) => name === 'link') &&
        alongChain(copy.fromStage, installs) &&
        !alongChain(copy.fromStage, holdsSource),
    );
    if (source === undefined || late === undefined) continue;
    yield {
      range: late.instruction.range,
      severity: 'info',
      message:
        'Copy this before the source: every change to any file invalidates the layer of the source, and what is installed here is then copied, and sent, once more.',
      related: [{ range: source.instruction.range, message: 'Changes with every file.' }],
    };
  }
}

/** Whether a stage, or one below, installs what a project depends on. */
function installs({ steps }: Stage, below = false): boolean {
  return (
    below ||
    steps.some(
      ({ instruction, invocations }) =>
        instruction.keyword === 'RUN' &&
        invocations.some((each) => {
          const install = installOf(each);
          return install !== undefined && install.manifests?.length !== 0;
        }),
    )
  );
}

/** Whether more than lists of packages was copied there, from the context or another stage. */
function holdsSource({ steps }: Stage, below = false): boolean {
  return below || steps.some(({ copy }) => copy?.sources.some(({ value = '' }) => !LIST.test(value)));
}

const LIST = /\.(json|lock|mod|sum|toml|txt|ya?ml)$|(^|\/)(Gemfile|Pipfile|\.npmrc|\.yarn)[^/]*$/;
