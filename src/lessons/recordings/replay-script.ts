/** How the player shows a state's recording. It is no part of the recording, and may change without a new one. */
export interface ReplayScript {
  readonly opens: Opens;
  /** Places of the commands whose pauses stay, in the order in which they are typed, from 0. */
  readonly realTime: readonly number[];
}

/** Where a recording opens: the first command that contains a text, before its output or behind it. */
type Opens = { readonly at: string } | { readonly after: string } | 'end';

/** The part of a command at which a recording opens; undefined for the end. */
export function opensText(opens: Opens): string | undefined {
  return opens === 'end' ? undefined : 'at' in opens ? opens.at : opens.after;
}
