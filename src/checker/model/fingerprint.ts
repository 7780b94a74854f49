import { parentOf } from './stage-chain.ts';
import type { ApkCommand } from '../apk/types.ts';
import type { Invocation, Model, Stage, Step } from './types.ts';

/**
 * A text that is equal for two Dockerfiles exactly when they do the same in the same layers: spacing, comments, case of
 * keywords, line breaks, quoting, names of stages, order of apk's options and packages do not show in it.
 */
export function fingerprint(model: Model): string {
  const reached = model.stages.filter((stage) => stage.reached);
  const numbers = new Map(reached.map((stage, i) => [stage, i]));
  return JSON.stringify(reached.map((stage) => stagePrint(stage, numbers)));
}

function stagePrint(stage: Stage, numbers: ReadonlyMap<Stage, number>): unknown {
  const parent = parentOf(stage);
  const from = parent === undefined ? (stage.base.reference ?? '?') : numbers.get(parent);
  return [from, ...stage.steps.flatMap((step) => stepPrint(step, numbers))];
}

function stepPrint(step: Step, numbers: ReadonlyMap<Stage, number>): unknown[] {
  const { instruction, copy } = step;
  switch (instruction.keyword) {
    case 'RUN':
      return [['RUN', step.mounts.map((mount) => [...mount.options].sort()), ...commandsPrint(step)]];
    case 'CMD':
    case 'ENTRYPOINT':
    case 'HEALTHCHECK':
      return [
        [
          instruction.keyword,
          instruction.form,
          instruction.flags.map(({ name, value }) => [name, value]),
          ...commandsPrint(step),
        ],
      ];
    case 'COPY':
    case 'ADD': {
      const from = copy?.fromStage === undefined ? copy?.from?.value : numbers.get(copy.fromStage);
      return [
        [
          instruction.keyword,
          from,
          copy?.chown,
          copy?.chmod,
          copy?.sources.map(({ value, raw }) => value ?? raw),
          copy?.destination?.value,
        ],
      ];
    }
    case 'ENV':
    case 'LABEL':
      return instruction.pairs.map(({ name, value }) => [
        instruction.keyword,
        name,
        step.stage.end.env.get(name) ?? value?.raw,
      ]);
    case 'ARG':
      return [];
    case 'ONBUILD':
      return [['ONBUILD', instruction.body.text.trim(), ...instruction.heredocs.map(({ body }) => body.text)]];
    default:
      return [[instruction.keyword, ...instruction.args.map(({ raw }) => raw.replace(/^["']|["']$/g, ''))]];
  }
}

/** Commands in order; the text where it is no shell script. `set -e` changes when a script stops, not what it does. */
function commandsPrint({ instruction, invocations }: Step): unknown[] {
  if (invocations.length > 0) return invocations.filter(({ name }) => name !== 'set').map(invocationPrint);
  return [instruction.body.text.trim(), ...instruction.heredocs.map(({ body }) => body.text)];
}

function invocationPrint(invocation: Invocation): unknown {
  const { name, program, args, assignments, redirects } = invocation;
  const { apk } = invocation;
  const joint = invocation.joint === '||' || invocation.joint === '|' ? invocation.joint : '';
  return [
    joint,
    name ?? program ?? '?',
    ...(apk === undefined ? args.map(({ value, raw }) => value ?? raw) : apkPrint(apk)),
    ...[...assignments].map(([variable, value]) => `${variable}=${value ?? '?'}`),
    ...redirects.map(({ operator, descriptor, target }) => `${descriptor ?? ''}${operator}${target?.raw ?? ''}`),
  ];
}

function apkPrint(apk: ApkCommand): unknown[] {
  const options = apk.options
    .map(({ name, written, value }) => `${name ?? written}=${value ?? ''}`)
    .filter((option) => !/^(quiet|verbose|progress|no-progress)=/.test(option));
  return [
    apk.command,
    options.sort(),
    apk.packages.map(({ raw, name, constraint }) => (name === undefined ? raw : `${name}${constraint ?? ''}`)).sort(),
  ];
}
