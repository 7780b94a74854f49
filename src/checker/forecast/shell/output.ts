/** Text that a command writes; undefined when it is not known. */
export class Output {
  text: string | undefined = '';

  write(text: string | undefined): void {
    if (this.text === undefined || text === undefined || this.text.length + text.length > 1_000_000)
      this.text = undefined;
    else this.text += text;
  }
}
