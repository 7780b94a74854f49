import FixExercise from './fix/Exercise.astro';
import type { FormKind } from './forms.ts';

/** What a lesson page shows for each form of exercise. */
export const exerciseComponents = { fix: FixExercise } satisfies Record<FormKind, unknown>;
