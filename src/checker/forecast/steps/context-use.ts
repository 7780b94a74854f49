import { resolvePath } from '../../model/paths.ts';
import { expandWord } from '../../syntax/expand.ts';
import type { Instruction } from '../../syntax/dockerfile/types.ts';
import type { ContextUse } from '../sent.ts';
import { referencesOf } from './references.ts';
import type { Stage } from './stage.ts';

/** What an instruction takes from the build context: sources of COPY and ADD, and of bind mounts. */
export function usesOfContext(stage: Stage, instruction: Instruction): ContextUse[] {
  const { keyword, range } = instruction;
  const use = (source: string | undefined): ContextUse => ({
    source: source === undefined ? undefined : resolvePath(source, '/'),
    range,
    line: stage.shared.lineOf(range.start),
  });
  if (keyword === 'RUN') return bindSources(instruction).map((source) => use(source && expanded(stage, source)));
  if ((keyword !== 'COPY' && keyword !== 'ADD') || referencesOf(instruction).length > 0) return [];
  const words = instruction.args
    .slice(0, -1)
    .filter(({ raw }) => instruction.heredocs.length === 0 || !raw.startsWith('<<'));
  return words
    .map(({ parts }) => expandWord(parts, stage.variables.lookup))
    .filter((source) => source === undefined || !/^[a-z]+:\/\/|^git@/.test(source))
    .map(use);
}

/** Bind mounts without `from` are of the context; without a source they are all of it. */
function bindSources({ flags }: Instruction): string[] {
  return flags.flatMap(({ name, value = '' }) => {
    const options = value.split(',');
    const isOfContext =
      name === 'mount' && (options.includes('type=bind') || !/(?:^|,)type=/.test(value)) && !/(?:^|,)from=/.test(value);
    return isOfContext ? [/(?:^|,)(?:source|src)=([^,]*)/.exec(value)?.[1] ?? '/'] : [];
  });
}

function expanded(stage: Stage, text: string): string | undefined {
  return text.includes('$') ? stage.variables.expand(text) : text;
}
