import type { Cast } from './cast.ts';

/**
 * Whether a recording only writes line after line, in colours or not: it then reads the same on a terminal of another
 * size, only wrapped otherwise.
 */
export function isPlain({ events }: Cast): boolean {
  const text = events.map((event) => (event.kind === 'output' ? event.data : '')).join('');
  const rest = text.replace(/\x1b\[[\d;]{0,20}m|\r\n/g, '');
  return !/[\x00-\x08\x0b-\x1f]/.test(rest) && events.every(({ kind }) => kind !== 'resize');
}
