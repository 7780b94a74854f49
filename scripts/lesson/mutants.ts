import { z } from 'zod';

/**
 * `mutants.yaml`: edits of the solution that must fail, each naming exactly the criteria that it fails. `replace` must stand
 * exactly once in the file (`file`, else the Dockerfile); `dockerfile` and `files` give whole other texts, and a file that is
 * null is taken away.
 */
const edit = z.strictObject({
  name: z.string(),
  replace: z.string().min(1),
  with: z.string(),
  fails: z.array(z.string()).min(1),
  file: z.string().optional(),
});
const whole = z
  .strictObject({
    name: z.string(),
    dockerfile: z.string().optional(),
    files: z.record(z.string(), z.string().nullable()).optional(),
    fails: z.array(z.string()).min(1),
  })
  .refine(
    ({ dockerfile, files }) => dockerfile !== undefined || files !== undefined,
    'Say what is changed: "replace" and "with", a whole "dockerfile", or "files"',
  );

export const mutantsSchema = z.array(z.union([edit, whole]));
export const mutantFields = [...Object.keys(edit.shape), ...Object.keys(whole.shape)];

export type Mutant = z.infer<typeof mutantsSchema>[number];

const DOCKERFILE = 'Dockerfile';

/**
 * What a mutant changes: whole texts by path, null for a file that it takes away.
 * @param read the text of a file of the solution.
 * @throws Error when it does not fit the solution.
 */
export function changesOf(
  mutant: Mutant,
  read: (path: string) => string | undefined,
): ReadonlyMap<string, string | null> {
  if ('replace' in mutant) {
    const { file = DOCKERFILE, replace } = mutant;
    const text = read(file) ?? '';
    const times = text.split(replace).length - 1;
    if (times !== 1) throw new Error(`The text to replace stands ${times} times in ${file}, not once: ${replace}`);
    return new Map([[file, text.replace(replace, () => mutant.with)]]);
  }
  const files = Object.entries(mutant.files ?? {});
  const lost = files.find(([path, text]) => text === null && read(path) === undefined);
  if (lost !== undefined) throw new Error(`The solution has no file ${lost[0]} to be taken away.`);
  return new Map([...(mutant.dockerfile === undefined ? [] : [[DOCKERFILE, mutant.dockerfile] as const]), ...files]);
}
