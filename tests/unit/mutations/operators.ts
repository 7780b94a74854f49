import { muslOperators } from './musl.ts';
import type { Operator } from './operator.ts';
import { packageOperators } from './packages.ts';
import { runningOperators } from './running.ts';
import { safetyOperators } from './safety.ts';
import { stageOperators } from './stages.ts';

/** All operators, by subject. */
export const operators: readonly Operator[] = [
  ...packageOperators,
  ...stageOperators,
  ...runningOperators,
  ...safetyOperators,
  ...muslOperators,
];
