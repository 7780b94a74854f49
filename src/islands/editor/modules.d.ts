/** Monaco ships no types for single contributions; they are imported for what they register. */
declare module 'monaco-editor/editor/contrib/suggest/browser/suggestController';
