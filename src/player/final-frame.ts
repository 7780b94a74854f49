import type { Timeline } from './timeline.ts';

/** The last frame of a recording as the terminal shows it: its last rows, wrapped at its width, without colours. */
export function finalFrame({ cast, lines }: Timeline): string {
  const row = new RegExp(`.{1,${cast.columns}}`, 'gsu');
  const rows = lines.flatMap(({ text }) => text.match(row) ?? ['']);
  return rows.slice(-cast.rows).join('\n');
}
