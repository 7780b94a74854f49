import type { Content } from '../files/node.ts';

/** Text that a command writes; undefined when it is not known. */
export class Output {
  text: string | undefined = '';
  /** Of the one file whose text this is: what it is goes on where its text is not known. */
  content: Content | undefined;

  write(text: string | undefined, content?: Content): void {
    this.content = this.text === '' ? content : undefined;
    if (this.text === undefined || text === undefined || this.text.length + text.length > 1_000_000)
      this.text = undefined;
    else this.text += text;
  }
}
