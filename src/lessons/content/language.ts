/** What a file is written in. `text` where nobody knows. */
export type Language = 'dockerfile' | 'sh' | 'c' | 'python' | 'yaml' | 'json' | 'text';

const languages: Readonly<Record<string, Language>> = {
  sh: 'sh',
  ash: 'sh',
  bash: 'sh',
  c: 'c',
  h: 'c',
  py: 'python',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
};

/** The language of a file by its name. */
export function languageOf(file: string): Language {
  const name = file.split('/').at(-1) ?? file;
  if (/^(?:Dockerfile|Containerfile)|\.Dockerfile$/i.test(name)) return 'dockerfile';
  return languages[/\.([a-z]+)$/.exec(name)?.[1] ?? ''] ?? 'text';
}
