/**
 * The checker: its whole public side, and the only module of it that other parts import. Pure TypeScript, no DOM, no Node.
 */
export { createChecker, PROVED_ON, type Checker, type CheckerParts } from './create-checker.ts';
export { checker } from './checker.ts';
export { allRules } from './rules/all.ts';
export type {
  Category,
  Diagnostic,
  Finding,
  Fix,
  FixKind,
  Profile,
  ProposedFix,
  Rule,
  RuleMeta,
  Severity,
} from './rule.ts';
export type { CheckOptions, CheckResult, DroppedFix, RuleFailure } from './run-rules.ts';
export type { FixResult } from './apply/fix-text.ts';
export type { ChosenFix, TriedFix } from './apply/try-fixes.ts';
export type * from './grade/types.ts';
export { OUTCOMES, type GradeOptions, type GradeResult } from './grade/grade.ts';

export type * from './syntax/dockerfile/types.ts';
export { parseDockerfile } from './syntax/dockerfile/parse-dockerfile.ts';
export { syntaxProblems } from './facts/syntax-problems.ts';
export type * from './model/types.ts';
export type * from './apk/types.ts';
export { analyze, type AnalyzeOptions } from './model/analyze.ts';
export { forecast } from './forecast/forecast.ts';
export { shippedIndex } from './forecast/shipped.ts';
export type { Contract } from './forecast/contract.ts';
export type { Job } from './forecast/job.ts';
export type { ForecastData } from './forecast/data.ts';
export type * from './forecast/types.ts';
export * from './apk/resolver/index.ts';
export { withTriggers } from './model/stage-chain.ts';
export { fingerprint } from './model/fingerprint.ts';
export { describeDifferences } from './model/differences.ts';
export { contextOf, type ContextFiles } from './context-of.ts';
export { ALPINE_RELEASES } from './data/alpine-releases.ts';

export type { MappedText, Position, Range, TextEdit } from './text.ts';
export { applyEdits, lineStarts, positionAt, withoutEnd } from './text.ts';
export { codeSpans, plainText, type Span } from './message.ts';
export { excerpt, excerptOfPath } from './excerpt.ts';
export { nearest } from './syntax/suggest.ts';

export { type Config, checkOptionsOf, configSchema, mergeConfigs, readConfig } from './config.ts';
export { type CharClass, readClass } from './glob/char-class.ts';
export { type CharTest, type GlobNode, globTest } from './glob/machine.ts';
