import { type Found, type Judged, MET, notYet, unknown, unmet } from './finding.ts';

/** Whether the program that the job is about gets one of these values in a variable. */
export function variableFound(name: string, values: readonly string[], { forecast: { start, steps } }: Judged): Found {
  const { run, because, outcome } = start;
  if (run === undefined) {
    return outcome === 'unknown'
      ? unknown('Which program is started, and with which variables, is not known.', because?.range)
      : notYet('The program is not started yet.');
  }
  const range = steps.findLast(({ keyword }) => keyword === 'ENV')?.range;
  const value = run.env(name);
  if (value === undefined) return unknown(`The value of \`${name}\` is not known.`, range);
  if (value === null) return unmet(`\`${name}\` is not set.`, range);
  return values.includes(value) ? MET : unmet(`The program gets \`${name}=${value}\`.`, range);
}
