/**
 * True for a text that a shell, Docker and JSON all take as one word and as nothing else: no blank, quote, variable or
 * command in it. What an author wrote elsewhere, between quotes for example, goes into a fix only when it is such a word.
 */
export function isPlainWord(text: string): boolean {
  return /^[\w%+,./:@^][\w%+,./:=@^~-]*$/.test(text);
}
