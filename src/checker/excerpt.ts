/** Most characters that a message repeats of a text. */
const longest = 60;

/**
 * A text that somebody else wrote, as a message may repeat it: enough to find it again, and no more, since it may come
 * from a file that whoever reads the message should not see.
 */
export function excerpt(text: string): string {
  const start = Array.from(text.slice(0, 2 * longest + 2));
  return start.length <= longest && text.length <= 2 * longest ? text : `${start.slice(0, longest - 1).join('')}…`;
}
