import { instructions } from '../../i18n/en/editor.ts';
import { monaco } from './monaco.ts';

/** Offers instruction names at the beginning of an instruction, not in its continued lines. */
export function registerInstructionNames(): monaco.IDisposable {
  return monaco.languages.registerCompletionItemProvider('dockerfile', {
    provideCompletionItems(model, position) {
      const line = model.getLineContent(position.lineNumber);
      const above = position.lineNumber > 1 ? model.getLineContent(position.lineNumber - 1) : '';
      if (!/^\s*[A-Za-z]*$/.test(line.slice(0, position.column - 1)) || /\\\s*$/.test(above))
        return { suggestions: [] };
      const word = model.getWordUntilPosition(position);
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: word.startColumn,
        endColumn: word.endColumn,
      };
      return {
        suggestions: Object.entries(instructions).map(([name, detail]) => ({
          label: name,
          detail,
          kind: monaco.languages.CompletionItemKind.Keyword,
          insertText: `${name} `,
          range,
        })),
      };
    },
  });
}
