import { fixFieldNames, fixFields } from './fix/schema.ts';

/**
 * The forms that an exercise can have, a folder each beside this file: `schema.ts` with the fields of its front matter
 * here, `Exercise.astro` in `components.ts`. To add one, add its folder and a line to both lists.
 */
export const forms = {
  /** Edit a Dockerfile, and files beside it, until it does what is asked for. */
  fix: { fields: fixFields, fieldNames: fixFieldNames },
} as const;

export type FormKind = keyof typeof forms;

export const formKinds = Object.keys(forms) as FormKind[];
