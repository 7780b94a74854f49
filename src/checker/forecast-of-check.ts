import type { Forecast, ForecastOptions } from './forecast/types.ts';
import type { Model } from './model/types.ts';
import type { Dockerfile, Instruction } from './syntax/dockerfile/types.ts';
import type { ShellScript } from './syntax/shell/types.ts';

/** Makes a forecast of a file that is parsed already. */
export type Foresee = (file: Dockerfile, options: ForecastOptions) => Forecast;

/**
 * Files with more instructions, or longer ones, are checked without a forecast: what a forecast keeps of each step would
 * cost more time and memory than a check may.
 */
const FORECAST_LIMITS = { instructions: 1000, characters: 250_000 } as const;

/**
 * The forecast of the file under check: made when a rule first asks, and once. Undefined where the file has no stage of
 * Alpine, of which alone the tables know much, and none without a shell, and above the limits.
 * @param foreseen a forecast of the same text that is there already
 */
export function forecastOfCheck(
  foresee: Foresee | undefined,
  { file, stages, context }: Model,
  options: { readonly target: string | undefined; readonly foreseen: Forecast | undefined },
): () => Forecast | undefined {
  let made: { readonly forecast: Forecast | undefined } | undefined;
  const make = (): Forecast | undefined => {
    if (options.foreseen !== undefined) return options.foreseen;
    const isLong =
      file.instructions.length > FORECAST_LIMITS.instructions || file.text.length > FORECAST_LIMITS.characters;
    if (isLong || !stages.some(({ distro }) => /^(?:alpine|distroless|scratch)$/.test(distro))) return undefined;
    const scripts = new Map<Instruction, ShellScript | undefined>();
    for (const { steps } of stages)
      for (const { instruction, script } of steps) if (script !== undefined) scripts.set(instruction, script);
    const scriptOf = (run: Instruction): ShellScript | undefined => scripts.get(run);
    return foresee?.(file, { context, target: options.target, openArgs: true, brief: true, scriptOf });
  };
  return () => (made ??= { forecast: make() }).forecast;
}
