/** Distinct texts that are remembered; more would be texts of which each stands once. */
const MOST = 1000;

/** One string for equal texts: of the 300,000 findings that a file may have, nearly all say the same. */
export class SharedTexts {
  readonly #texts = new Map<string, string>();

  shared(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < MOST) this.#texts.set(text, text);
    return text;
  }
}
