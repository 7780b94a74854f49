import { findFile } from '../model/presence.ts';
import type { Model, Stage } from '../model/types.ts';
import { baseName } from '../model/paths.ts';

/** The text of a file that COPY or ADD brings into a stage: from a heredoc, or from the context where it is known. */
export function copiedText({ context }: Model, stage: Stage, path: string): string | undefined {
  const file = findFile(stage, path);
  if (file?.kind !== 'copy' || file.step.copy?.from !== undefined || file.source === undefined) return undefined;
  const { source } = file;
  if (source.startsWith('<<')) {
    return file.step.instruction.heredocs.find(({ name }) => source === `<<${name}`)?.body.text;
  }
  if (context === undefined) return undefined;
  const name = source.replace(/^\.?\/+/, '');
  return context.read(name) ?? context.read(`${name.replace(/^\.$/, '').replace(/(.)\/?$/, '$1/')}${baseName(path)}`);
}

/** Whether any file can be read at all: without a context, heredocs alone have a text. */
export function hasTexts({ context, file }: Model): boolean {
  return (
    context !== undefined || file.instructions.some(({ keyword, heredocs }) => keyword !== 'RUN' && heredocs.length > 0)
  );
}
