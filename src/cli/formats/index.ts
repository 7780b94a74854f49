import type { Format } from '../report.ts';
import { jsonFormat } from './json.ts';
import { textFormat } from './text.ts';

/** Every format of `belay check`, the default first. */
export const formats: readonly Format[] = [textFormat, jsonFormat];
