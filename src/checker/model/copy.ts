import { NONE } from '../lists.ts';
import type { Instruction } from '../syntax/dockerfile/types.ts';
import { expandWord, partsOf } from '../syntax/expand.ts';
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
  const from = flag && { value: expandText(flag.value, variables), range: flag.valueRange ?? flag.range };
  return {
    sources: [...files.slice(0, -1), ...heredocs],
    destination,
    from,
    fromStage: from?.value === undefined ? undefined : findStage(from.value, stages),
    chown: flagValue(instruction, 'chown'),
    chmod: flagValue(instruction, 'chmod'),
  };
}

/** `--unpack` of ADD; undefined: not given, so archives of the context are unpacked, and downloads are not. */
export function unpacks({ flags }: Instruction): boolean | undefined {
  const flag = flags.find(({ name }) => name === 'unpack');
  return flag && flag.value?.toLowerCase() !== 'false';
}

/** The stage that `--from=` or `from=` means: a name of an earlier stage, or its number. */
export function findStage(reference: string, stages: EarlierStages): Stage | undefined {
  const found =
    stages.byName.get(reference.toLowerCase()) ?? (/^\d+$/.test(reference) ? stages.all[Number(reference)] : undefined);
  return found !== undefined && found.index < stages.before ? found : undefined;
}

/**
 * Reads the `--mount` flags of a RUN (dockerfile/docs/reference.md, "RUN --mount"). BuildKit expands variables in every
 * value but that of `from`; an option whose value is not known is kept as it is written.
 */
export function readMounts(instruction: Instruction, variables: VariableView): readonly Mount[] {
  if (instruction.flags.length === 0) return NONE;
  return instruction.flags
    .filter((flag) => flag.name === 'mount')
    .map((flag) => {
      const options = new Map<string, string>();
      const unknown = new Set<string>();
      for (const pair of (flag.value ?? '').split(',')) {
        const equals = pair.indexOf('=');
        const name = (equals < 0 ? pair : pair.slice(0, equals)).trim();
        const text = equals < 0 ? 'true' : pair.slice(equals + 1).replace(/^"|"$/g, '');
        const value = name === 'from' ? text : expandText(text, variables);
        options.set(name, value ?? text);
        if (value === undefined) unknown.add(name);
      }
      const known = (...names: readonly string[]): string | undefined => {
        const name = names.find((each) => options.has(each));
        return name === undefined || unknown.has(name) ? undefined : options.get(name);
      };
      return {
        type: options.get('type') ?? 'bind',
        target: known('target', 'dst', 'destination'),
        source: known('source', 'src'),
        from: options.get('from'),
        options,
        range: flag.range,
      };
    });
}

function flagValue(instruction: Instruction, name: string): string | undefined {
  return instruction.flags.find((flag) => flag.name === name)?.value;
}

/** Flag values come as text. */
function expandText(text: string | undefined, variables: VariableView): string | undefined {
  return text?.includes('$') === true ? expandWord(partsOf(text), (name) => variables.get(name)) : text;
}
