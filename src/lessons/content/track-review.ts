import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checker } from '../../checker/index.ts';
import { type ReviewTask, reviewTask } from '../../exercises/review/findings.ts';
import { reviewFieldNames, type TrackReviewFields, trackReviewSchema } from '../../exercises/review/schema.ts';
import { AuthorError } from './author-error.ts';
import { parseYaml, validate } from './front-matter.ts';
import { trackFiles } from './roots.ts';
import { ruleSchema } from './schema.ts';

/** The review at the end of a track. */
interface TrackReview extends TrackReviewFields {
  readonly task: ReviewTask;
}

/**
 * Reads the folder of a track: `review.yaml`, and `before.Dockerfile` and `after.Dockerfile` beside it. What there is to find
 * is found by the checker.
 * @returns undefined for a track without a review.
 * @throws AuthorError with file, field and hint.
 */
export function trackReview(slug: string, root: string = process.cwd()): TrackReview | undefined {
  const folder = trackFiles(root)
    .get(slug)
    ?.replace(/\.yaml$/, '');
  if (folder === undefined || !existsSync(resolve(root, folder, 'review.yaml'))) return undefined;
  const read = (name: string): string => {
    const file = resolve(root, folder, name);
    if (existsSync(file)) return readFileSync(file, 'utf8');
    throw new AuthorError(`${folder}/${name}`, 'The file is missing.', {
      hint: 'A review has the Dockerfile before the change and after it.',
    });
  };
  const file = `${folder}/review.yaml`;
  const fields = validate(trackReviewSchema(ruleSchema(checker.ruleIds)), parseYaml(read('review.yaml'), file), file, {
    fields: reviewFieldNames,
    documentation: 'src/exercises/review/schema.ts',
  });
  const texts = { before: read('before.Dockerfile'), after: read('after.Dockerfile'), allow: fields.allow };
  const task = reviewTask(texts, checker.check);
  if (task.findings.length > 0) return { ...fields, task };
  throw new AuthorError(`${folder}/after.Dockerfile`, 'The checker finds nothing that was not there before.', {
    hint: 'Bring in something to find, or leave less out with "allow".',
  });
}
