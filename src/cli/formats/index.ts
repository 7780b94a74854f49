import type { Format } from '../report.ts';
import { checkstyleFormat } from './checkstyle.ts';
import { githubFormat } from './github.ts';
import { gitlabFormat } from './gitlab.ts';
import { jsonFormat } from './json.ts';
import { markdownFormat } from './markdown.ts';
import { rdjsonFormat } from './rdjson.ts';
import { sarifFormat } from './sarif.ts';
import { textFormat } from './text.ts';

/** Every format of `belay check`, the default first. */
export const formats: readonly Format[] = [
  textFormat,
  jsonFormat,
  sarifFormat,
  githubFormat,
  gitlabFormat,
  rdjsonFormat,
  checkstyleFormat,
  markdownFormat,
];
