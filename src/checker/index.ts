/**
 * The checker: the whole public API. Pure TypeScript, no DOM, no Node.
 */
export type { Position, Range, TextEdit, MappedText } from './text.ts';
export { applyEdits, lineStarts, positionAt } from './text.ts';
export type * from './syntax/dockerfile/types.ts';
export type * from './model/types.ts';
export type { Category, Diagnostic, Finding, Fix, FixKind, Profile, RuleMeta, Severity } from './rule.ts';
export type * from './grade/types.ts';
export { check, type CheckOptions, type CheckResult } from './check.ts';
export { criterionId, grade, type Graded, type GradeOptions } from './grade/grade.ts';
export { contextOf, type ContextFiles } from './context-of.ts';
export { nearest } from './syntax/suggest.ts';
export { codeSpans, plainText, type Span } from './message.ts';
export { analyze, type AnalyzeOptions } from './model/analyze.ts';
export { ruleInfo, ruleIds } from './rules/registry.ts';
export { loadForecast } from './load-forecast.ts';
export type { Contract } from './forecast/contract.ts';
export type { Job } from './forecast/job.ts';
export type { ForecastData } from './forecast/data.ts';
export type * from './forecast/types.ts';
export { fingerprint } from './model/fingerprint.ts';
export { describeDifferences } from './model/differences.ts';
export * from './apk/resolver/index.ts';
