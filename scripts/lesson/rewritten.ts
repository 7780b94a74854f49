/** The same Dockerfile as other people type it. */
export function rewritten(dockerfile: string): readonly (readonly [how: string, dockerfile: string])[] {
  return [
    ['CR LF at the ends of lines', dockerfile.replaceAll('\n', '\r\n')],
    [
      'keywords in lower case',
      dockerfile.replace(/^(FROM|RUN|COPY|ENV|WORKDIR|USER|CMD|ENTRYPOINT|ARG|LABEL)\b/gm, (word) =>
        word.toLowerCase(),
      ),
    ],
    ['trailing blanks', dockerfile.replace(/^(FROM|COPY|ENV|WORKDIR|USER|CMD|ENTRYPOINT)\b(.*[^\\])$/gm, '$1 $2  ')],
    ['a byte order mark', `\ufeff${dockerfile}`],
  ];
}

/** What is left when somebody deletes what is complained about. */
export function emptied(dockerfile: string): readonly (readonly [what: string, dockerfile: string])[] {
  const base = /^FROM .*$/m.exec(dockerfile)?.[0] ?? '';
  return [
    ['An empty file', ''],
    ['An empty line', '\n'],
    ['The base alone', base],
    ['The solution in comments', dockerfile.replace(/^(?!FROM|#)/gm, '# ')],
    [
      'The solution as a text in echo',
      `${base}\nRUN echo '${dockerfile.replaceAll("'", '').replace(/\\?\n/g, ' ')}'\n`,
    ],
  ];
}
