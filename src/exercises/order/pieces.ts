import { parseDockerfile } from '../../checker/index.ts';
import { type Piece, shuffled } from './assess.ts';
import type { Order } from './schema.ts';

/** The instructions of a Dockerfile as they are written, comments between them left out. */
export function instructionsOf(dockerfile: string): string[] {
  return parseDockerfile(dockerfile).instructions.map(({ range }) => dockerfile.slice(range.start, range.end));
}

/** The lines that make an answer, in an order that passes: those that the lesson gives, else the solution's. */
export function rightLines({ lines }: Pick<Order, 'lines'>, solution: string): readonly string[] {
  return lines ?? instructionsOf(solution);
}

/** What the learner is given: the lines of an answer and the decoys, mixed the same way each time. */
export function piecesOf({ id, decoys }: Pick<Order, 'id' | 'decoys'>, lines: readonly string[]): Piece[] {
  const right = lines.map((text): Piece => ({ text, because: undefined }));
  const wrong = decoys.map(({ line, because }): Piece => ({ text: line, because }));
  return shuffled([...right, ...wrong], ({ text }) => text, id);
}
