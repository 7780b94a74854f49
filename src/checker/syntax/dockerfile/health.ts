import type { MappedText } from '../../text.ts';
import { skipSpaces, wordEnd } from '../chars.ts';
import { sliceMapped } from '../mapped-text.ts';

/** What follows the CMD of a HEALTHCHECK's body. */
export function healthCommand(body: MappedText): MappedText {
  const { text } = body;
  return sliceMapped(body, skipSpaces(text, wordEnd(text, 0, text.length), text.length), text.length);
}
