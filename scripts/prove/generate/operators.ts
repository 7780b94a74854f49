import type { Operator } from './edit.ts';
import { andFalse, orTrue, optionMisspelled, shellForm } from './operators/commands.ts';
import { chmod, deletedLater, pathMoved, sourceRenamed } from './operators/files.ts';
import { envOverwritten, libcSwapped, mountAdded, stageRenamed, userEarlier } from './operators/image.ts';
import { orderSwapped } from './operators/order.ts';
import { packageDropped, packageMisspelled, toolMissing } from './operators/packages.ts';

/** What people do to Dockerfiles by mistake, and some that they do rightly in another way. */
export const OPERATORS = {
  'order-swapped': orderSwapped,
  'source-renamed': sourceRenamed,
  'package-dropped': packageDropped,
  'package-misspelled': packageMisspelled,
  'option-misspelled': optionMisspelled,
  'path-moved': pathMoved,
  chmod,
  'or-true': orTrue,
  'and-false': andFalse,
  'user-earlier': userEarlier,
  'mount-added': mountAdded,
  'deleted-later': deletedLater,
  'stage-renamed': stageRenamed,
  'libc-swapped': libcSwapped,
  'shell-form': shellForm,
  'env-overwritten': envOverwritten,
  'tool-missing': toolMissing,
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorId = keyof typeof OPERATORS;

export const OPERATOR_IDS = Object.keys(OPERATORS) as readonly OperatorId[];
