/** How fast the recorder types: like a person, and the same each time, so that two recordings differ only in what ran. */

/** Milliseconds to wait before the character at this place: 25 to 80, a little longer between words. */
export function keyDelay(text: string, place: number): number {
  const wobble = (text.charCodeAt(place) * 31 + place * 17) % 40;
  return 25 + wobble + (text[place] === ' ' ? 15 : 0);
}

/** Milliseconds between a prompt and the first key, and between the last key and Enter. */
export const BEFORE_TYPING = 700;
export const BEFORE_ENTER = 350;
