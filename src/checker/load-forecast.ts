import type * as Engine from './forecast/index.ts';

/**
 * The forecast with the tables that ship. It weighs as much as the rest of the checker together, so whoever wants it waits
 * for it, and nobody else does.
 */
export function loadForecast(): Promise<typeof Engine> {
  return import('./forecast/index.ts');
}
