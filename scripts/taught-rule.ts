import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { AuthorError } from '../src/lessons/content/author-error.ts';
import { splitFrontMatter } from '../src/lessons/content/front-matter.ts';

/**
 * The text of a `lesson.mdx` with one more rule in `teaches`, in its place by the alphabet; every other character stays.
 * @param file its path, for messages.
 * @throws AuthorError when there is no front matter, or `teaches` is no list.
 */
export function withTaughtRule(text: string, id: string, file: string): string {
  const { body } = splitFrontMatter(text, file);
  const start = text.indexOf('\n') + 1;
  const yaml = text.slice(start, text.slice(0, text.length - body.length).lastIndexOf('---'));
  const insert = (at: number, words: string): string => text.slice(0, start + at) + words + text.slice(start + at);

  const { contents } = parseDocument(yaml);
  const pair = isMap(contents) ? contents.items.find(({ key }) => isScalar(key) && key.value === 'teaches') : undefined;
  if (pair === undefined) return insert(yaml.length, `teaches:\n  - ${id}\n`);
  const list = pair.value;
  if (!isSeq(list)) throw new AuthorError(file, 'This must be a list of ids.', { field: 'teaches' });
  const items = list.items.filter((item) => isScalar(item));
  if (items.some(({ value }) => value === id)) return text;
  const next = items.find(({ value }) => String(value) > id);
  const last = items.at(-1);
  if (list.flow === true) {
    if (next !== undefined) return insert(next.range[0], `${id}, `);
    return insert(list.range[1] - 1, last === undefined ? id : `, ${id}`);
  }
  const lineOf = (at: number): number => yaml.lastIndexOf('\n', at - 1) + 1;
  const indent = /^\s*/.exec(yaml.slice(lineOf(last?.range[0] ?? 0)))?.[0] ?? '  ';
  if (next !== undefined) return insert(lineOf(next.range[0]), `${indent}- ${id}\n`);
  return insert(yaml.indexOf('\n', last?.range[1] ?? 0) + 1, `${indent}- ${id}\n`);
}
