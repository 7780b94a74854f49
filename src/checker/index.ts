/**
 * The checker: its whole public side, and the only module of it that other parts import. Pure TypeScript, no DOM, no Node.
 * A name stands here when another part needs it; `tests/unit/exports.test.ts` finds the ones that none does.
 */
export { PROVED_ON, type Checker } from './create-checker.ts';
export { checker } from './checker.ts';
export { lessonChecker } from './lesson-checker.ts';
export type { Category, Diagnostic, Fix, FixKind, Profile, RuleMeta, Severity } from './rule.ts';
export type { CheckOptions, CheckResult } from './run-rules.ts';
export type { Level, Holds, Goal, LessonTask, CriterionState, CriterionResult, Grade } from './grade/types.ts';
export { type GradeResult, OUTCOMES } from './grade/grade.ts';
export { localTime } from './grade/local-time.ts';

export type { Dockerfile, Instruction } from './syntax/dockerfile/types.ts';
export { parseDockerfile } from './syntax/dockerfile/parse-dockerfile.ts';
export { syntaxProblems } from './facts/syntax-problems.ts';
export type { BuildContext, Model } from './model/types.ts';
export { analyze } from './model/analyze.ts';
export { withTriggers } from './model/stage-chain.ts';
export { fingerprint } from './model/fingerprint.ts';
export { describeDifferences, type Difference } from './model/differences.ts';
export { contextOf, type ContextFiles } from './context-of.ts';
export { ALPINE_RELEASES } from './data/alpine-releases.ts';

export { forecast } from './forecast/forecast.ts';
export { readIgnoreFile } from './forecast/docker-ignore.ts';
export { rerunsAfterEdit } from './model/reruns.ts';
export { sentPaths } from './forecast/taken.ts';
export { shippedIndex } from './forecast/shipped.ts';
export { fullyNamedIndex } from './forecast/fully-named.ts';
export type { Contract } from './forecast/contract.ts';
export type { ForecastData } from './forecast/data.ts';
export type { ImageFacts } from './forecast/image-facts.ts';
export type { Because, Forecast, ForecastStage, ForecastStep } from './forecast/types.ts';

export {
  type ApkRequest,
  type ApkState,
  type IndexPackage,
  type PackageIndex,
  type Resolution,
  baseState,
  BLOCK,
  compareNames,
  createPackageIndex,
  decodeCommands,
  decodeNames,
  decodeTable,
  ENDING,
  FIRST_DIGIT,
  GOING_ON,
  providedName,
  readHead,
  resolve,
  runApk,
  stemOf,
  TABLE_HEAD,
} from './apk/resolver/index.ts';

export type { Position, Range, TextEdit } from './text.ts';
export { applyEdits, lineStarts, positionAt, withoutEnd } from './text.ts';
export { codeSpans, plainText } from './message.ts';
export { excerpt, excerptOfPath } from './excerpt.ts';
export { nearest } from './syntax/suggest.ts';

export { type Config, checkOptionsOf, configSchema, isRecord, mergeConfigs, readConfig } from './config.ts';
export { type CharClass, readClass } from './glob/char-class.ts';
export { type CharTest, type GlobNode, globTest } from './glob/machine.ts';
