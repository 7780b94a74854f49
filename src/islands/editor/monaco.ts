/**
 * Monaco with the features that a Dockerfile needs and no more. Everything that imports this file at run time is
 * meant to be imported lazily.
 */
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeAction/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/tokenization/register';
import 'monaco-editor/features/wordOperations/register';
// `features/suggest` does not register the controller (monaco-editor 0.57).
import 'monaco-editor/editor/contrib/suggest/browser/suggestController';
import 'monaco-editor/languages/definitions/dockerfile/register';
import 'monaco-editor/languages/definitions/shell/register';
import * as monaco from 'monaco-editor/editor';
import workerUrl from 'monaco-editor/editor/editor.worker?worker&url';
import { startOwnWorker } from '../workers/own-worker.ts';
import { type Language, languageOf } from '../../lessons/content/language.ts';

globalThis.MonacoEnvironment ??= {
  getWorker: () => startOwnWorker(workerUrl, { type: 'module', name: 'monaco' }),
};

/** The languages that this Monaco has a grammar for, by Monaco's names. */
const grammars: Partial<Record<Language, string>> = { dockerfile: 'dockerfile', sh: 'shell' };

export { monaco };

/** A model for a file of an exercise. */
export function createModel(path: string, text: string): monaco.editor.ITextModel {
  return monaco.editor.createModel(text, grammars[languageOf(path)] ?? 'plaintext');
}

/** Resolves when a Dockerfile has its colours at once: Monaco loads grammars when they are first used. */
export async function colours(): Promise<void> {
  await monaco.editor.colorize('', 'dockerfile', {});
}
