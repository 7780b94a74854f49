/**
 * What the sections of a lesson are for, in the order in which they stand: `<Section role="idea">` in `lesson.mdx`. The
 * words of their headings are the author's.
 */
export const sectionRoles = ['idea', 'exercise', 'solution', 'when-not-to', 'in-review'] as const;

export type SectionRole = (typeof sectionRoles)[number];

/** The roles that the prose of a lesson gives to its sections, in order. */
export function rolesIn(body: string): readonly string[] {
  return [...body.matchAll(/^<Section role="([^"]*)"(?: folded)?>/gm)].map((match) => match[1] ?? '');
}
