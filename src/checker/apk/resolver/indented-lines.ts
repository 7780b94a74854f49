/** Where apk breaks lines when its output is no terminal, as in `docker build`. */
const WIDTH = 50;

/** apk's way to write a label, groups below it and words in a group, broken at the width and indented. */
export class IndentedLines {
  readonly lines: string[] = [];
  #label: string | undefined;
  #group: { indent: number; column: number } | undefined;

  /** Sets the label that the next group is written below. */
  label(text: string): void {
    this.#label = text;
  }

  /** Nothing was written below the label so far. */
  get labelled(): boolean {
    return this.#label !== undefined;
  }

  /** Begins a group, and its label, although there may be no word for it. */
  open(title: string): void {
    if (this.#label !== undefined) {
      this.lines.push(`  ${this.#label}:`);
      this.#label = undefined;
    }
    if (this.#group !== undefined) return;
    this.lines.push(`    ${title}`);
    this.#group = { indent: title.length + 5, column: title.length + 4 };
  }

  /** Adds words to the group of that title; none writes nothing. */
  add(title: string, ...words: readonly string[]): void {
    for (const word of words) {
      this.open(title);
      const group = this.#group;
      if (group === undefined) return;
      if (group.column > group.indent && group.column + word.length + 1 >= WIDTH) {
        this.lines.push(' '.repeat(group.indent) + word);
        group.column = group.indent + word.length;
      } else {
        this.lines.push(`${this.lines.pop() ?? ''} ${word}`);
        group.column += word.length + 1;
      }
    }
  }

  endGroup(): void {
    this.#group = undefined;
  }
}
