import type { Flag, Instruction } from '../syntax/types.ts';
import { expandWord } from '../syntax/words.ts';
import type { Argument, CopyStep, Mount, Stage } from './types.ts';
import type { VariableView } from './variables.ts';

/** The stages that an instruction can name: those before its own. */
export interface EarlierStages {
  readonly all: readonly Stage[];
  readonly byName: ReadonlyMap<string, Stage>;
  /** Index of the stage that asks. */
  readonly before: number;
}

/** Reads COPY and ADD. */
export function readCopy(instruction: Instruction, variables: VariableView, stages: EarlierStages): CopyStep {
  const expand = (parts: Parameters<typeof expandWord>[0]): string | undefined =>
    expandWord(parts, (name) => variables.get(name));
  const words: Argument[] = instruction.args.map((word) => ({
    value: expand(word.parts),
    raw: word.raw,
    range: word.range,
  }));
  const heredocs: Argument[] = instruction.heredocs.map((heredoc) => ({
    value: `<<${heredoc.name}`,
    raw: `<<${heredoc.name}`,
    range: heredoc.range,
  }));
  const files = words.filter((word) => !word.raw.startsWith('<<'));
  const destination = files.at(-1);
  const flag = instruction.flags.find(({ name }) => name === 'from');
  const from = flag && { value: expandFlag(flag, variables), range: flag.valueRange ?? flag.range };
  return {
    sources: [...files.slice(0, -1), ...heredocs],
    destination,
    from,
    fromStage: from?.value === undefined ? undefined : findStage(from.value, stages),
    chown: flagValue(instruction, 'chown'),
    chmod: flagValue(instruction, 'chmod'),
  };
}

/** The stage that `--from=` or `from=` means: a name of an earlier stage, or its number. */
export function findStage(reference: string, stages: EarlierStages): Stage | undefined {
  const found =
    stages.byName.get(reference.toLowerCase()) ?? (/^\d+$/.test(reference) ? stages.all[Number(reference)] : undefined);
  return found !== undefined && found.index < stages.before ? found : undefined;
}

/** Reads the `--mount` flags of a RUN (dockerfile/docs/reference.md, "RUN --mount"). */
export function readMounts(instruction: Instruction): Mount[] {
  return instruction.flags
    .filter((flag) => flag.name === 'mount')
    .map((flag) => {
      const options = new Map<string, string>();
      for (const pair of (flag.value ?? '').split(',')) {
        const equals = pair.indexOf('=');
        if (equals < 0) options.set(pair.trim(), 'true');
        else options.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).replace(/^"|"$/g, ''));
      }
      return {
        type: options.get('type') ?? 'bind',
        target: options.get('target') ?? options.get('dst') ?? options.get('destination'),
        source: options.get('source') ?? options.get('src'),
        from: options.get('from'),
        options,
        range: flag.range,
      };
    });
}

function flagValue(instruction: Instruction, name: string): string | undefined {
  return instruction.flags.find((flag) => flag.name === name)?.value;
}

/** Flag values come as text; `--from` takes no variables except those BuildKit expands. */
function expandFlag(flag: Flag, variables: VariableView): string | undefined {
  if (!flag.value?.includes('$')) return flag.value;
  const unknown: string[] = [];
  const value = flag.value.replace(/\$\{?(\w+)\}?/g, (_, name: string) => {
    const found = variables.get(name);
    if (found === undefined) unknown.push(name);
    return found ?? '';
  });
  return unknown.length === 0 ? value : undefined;
}
