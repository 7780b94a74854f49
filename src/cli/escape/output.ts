import { type Shown, show, visible } from './shown.ts';

declare const output: unique symbol;

/**
 * What may be written to stdout or stderr. Each format has one way to make it: `lines` here for people and Markdown,
 * `jsonOutput`, `xml`, `workflowCommand`.
 */
export type Output = string & { readonly [output]: true };

/**
 * Whole lines, a line break at the end. A CI system reads the log line by line and obeys some: GitHub's runner those
 * that begin, behind blanks, with `::`, and `##[` anywhere (actions/runner, `ActionCommand.cs`); Azure's agent
 * `##vso[`, TeamCity `##teamcity[`. None of our lines is meant so, whatever stands at its beginning.
 */
export function lines(text: Shown): Output {
  return `${text.replace(/^(?:[^\S\n\r\u2028\u2029]|\x1b\[\d+m)*::/gm, (start) => `${start.slice(0, -2)}∷`).replace(commandMark, '#♯')}\n` as Output;
}

/** A line of stderr, from whatever text. */
export function complaintLine(text: string): Output {
  return lines(show`belay: ${visible(text)}`);
}

/** The beginning of `##[`, `##vso[`, `##teamcity[`, which are obeyed wherever they stand in a line. */
export const commandMark = /##(?=[A-Za-z]*\[)/g;

/** A file's text for whoever asked for nothing else (`belay fix -`): every byte as it is. */
export function verbatim(text: string): Output {
  return text as Output;
}

/** Pieces of output put together to such a size that writing them costs little, and no whole report is in memory. */
export function* batches(pieces: Iterable<Output>): Iterable<Output> {
  let waiting: Output[] = [];
  let size = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < 65_536) continue;
    yield waiting.join('') as Output;
    waiting = [];
    size = 0;
  }
  if (size > 0) yield waiting.join('') as Output;
}
