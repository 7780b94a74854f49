/** Most characters that a message repeats of a text. */
const longest = 60;

/**
 * A text that somebody else wrote, as a message may repeat it: enough to find it again, and no more, since it may come
 * from a file that whoever reads the message should not see.
 */
export function excerpt(text: string): string {
  const start = Array.from(text.slice(0, 2 * longest + 2));
  const short = start.length <= longest && text.length <= 2 * longest;
  return short ? text : `${start.slice(0, longest - 1).join('')}…`;
}

/** As {@link excerpt}, of a path, whose end says more than its beginning. */
export function excerptOfPath(path: string): string {
  const end = Array.from(path.slice(-2 * longest - 2));
  const short = end.length <= longest && path.length <= 2 * longest;
  return short ? path : `…${end.slice(1 - longest).join('')}`;
}
