import { monaco } from './monaco.ts';

/** Instructions of the Dockerfile reference with what each is for; MAINTAINER is left out because it is deprecated. */
const instructions: Readonly<Record<string, string>> = {
  FROM: 'Begin a stage from a base image',
  RUN: 'Run a command and keep its result as a layer',
  COPY: 'Copy files from the build context or another stage',
  ADD: 'Copy files, fetch an address or unpack an archive',
  ARG: 'A variable for the build',
  ENV: 'A variable for the build and for the container',
  WORKDIR: 'The directory that the next instructions work in',
  USER: 'The user that the next instructions and the container run as',
  EXPOSE: 'Say which port the program listens on',
  VOLUME: 'A directory that lives outside of the container',
  ENTRYPOINT: 'The program that the container runs',
  CMD: 'Default arguments, or the program when there is no ENTRYPOINT',
  HEALTHCHECK: 'How to tell that the container works',
  SHELL: 'The shell for commands in shell form',
  LABEL: 'Facts about the image',
  STOPSIGNAL: 'The signal that ends the container',
  ONBUILD: 'An instruction for builds that start from this image',
};

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
