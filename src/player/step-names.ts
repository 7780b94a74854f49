import type { Step, Timeline } from './timeline.ts';

/** Long enough to tell steps apart, short enough for an address. */
const longest = 48;

/**
 * A name for each step, for `#step-<name>`: its label in small letters, digits and hyphens, without BuildKit's count. It stays
 * when a recording is made anew and has another number of steps. Of several with one name the later ones are counted;
 * undefined where nothing is left of a label, or what looks like a number.
 */
export function stepNames(steps: Timeline['steps']): (string | undefined)[] {
  const seen = new Map<string, number>();
  return steps.map(({ label }) => {
    const name = label
      .slice(0, 500)
      // Of `[builder 2/4]` the name of the stage.
      .replace(/^\[[^\]]*\] /, (count) => count.split(/[[ ]/).slice(1, -2).join(' ') + ' ')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
      .slice(0, longest)
      .trim()
      .replaceAll(' ', '-');
    if (!/[a-z]/.test(name)) return undefined;
    const count = seen.get(name) ?? 1;
    seen.set(name, count + 1);
    return count > 1 ? `${name}-${count}` : name;
  });
}

/** The step of a link. */
export function stepNamed({ steps }: Timeline, name: string): Step | undefined {
  return steps[stepNames(steps).indexOf(name)];
}
