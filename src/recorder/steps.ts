/** Finds the steps of a build in what BuildKit prints with `--progress=plain`. */

/** `#7 [builder 2/4] RUN apk add …`; steps of BuildKit itself (`[internal] …`) have no `2/4`. */
const STEP = /^#(\d+) (\[(?:[^\]]+ )?\d+\/\d+\] .*\S)\s*$/;

// Colours and other control sequences, which a newer BuildKit writes in front of errors.
const CONTROL = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*\x07)/g;

/** Reads output as it comes, in pieces of any size, and tells each build step once. */
export class StepFinder {
  #line = '';
  #seen = new Set<string>();

  /** Call at the start of a command: numbers begin again with each build. */
  reset(): void {
    this.#line = '';
    this.#seen.clear();
  }

  /** Labels of the steps whose line ends in this piece: `[2/4] RUN apk add --no-cache git`. */
  push(output: string): string[] {
    const lines = (this.#line + output).split('\n');
    this.#line = lines.pop() ?? '';
    const labels: string[] = [];
    for (const line of lines) {
      const match = STEP.exec(line.replace(CONTROL, '').replace(/\r/g, ''));
      if (match?.[1] === undefined || match[2] === undefined || this.#seen.has(match[1])) continue;
      this.#seen.add(match[1]);
      labels.push(match[2]);
    }
    return labels;
  }
}
