/**
 * Fenced blocks of code in prose, and what an author says about one behind its language:
 *
 *     ```dockerfile                                     right: nothing is found in it, it builds and starts
 *     ```dockerfile {2,4-5}                             lines to mark
 *     ```dockerfile allow=root-user                     right, but for what these rules find
 *     ```dockerfile bad=apk-no-cache,base-untagged      wrong: these rules find something, and no other does
 *     ```dockerfile bad="unable to select packages"     wrong: the build or the start stops, and this is printed
 *     ```dockerfile files=app.py,run.sh                 what else is in its build context
 */

export interface CodeBlock {
  /** Line of the fence in the text, from 1. */
  readonly line: number;
  /** How many lines it has, both fences among them. */
  readonly lines: number;
  readonly language: string;
  /** What stands behind the language. */
  readonly meta: string;
  /** Without the indentation of the fence; ends with a line break unless it is empty. */
  readonly code: string;
}

/** The blocks of a text, those in lists too. One that is not closed goes to the end. */
export function codeBlocksIn(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { block: CodeBlock; mark: string; indent: number; lines: string[] } | undefined;
  const close = (lines: number): void => {
    if (open !== undefined)
      blocks.push({ ...open.block, lines, code: open.lines.map((line) => `${line}\n`).join('') });
    open = undefined;
  };
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    if (open !== undefined) {
      if (text.trim() === open.mark) close(open.lines.length + 2);
      else open.lines.push(text.slice(Math.min(open.indent, text.length - text.trimStart().length)));
      continue;
    }
    const indent = text.length - text.trimStart().length;
    const mark = /^(?:`{3,9}|~{3,9})/.exec(text.slice(indent))?.[0];
    if (mark === undefined) continue;
    const info = text.slice(indent + mark.length).trim();
    if (info.includes('`')) continue;
    const [language = ''] = info.split(/\s/, 1);
    const meta = info.slice(language.length).trim();
    open = { block: { line: index + 1, language, meta, lines: 0, code: '' }, mark, indent, lines: [] };
  }
  close((open?.lines.length ?? 0) + 1);
  return blocks;
}

/** What an author says about a block. */
export interface BlockNote {
  /** Rules that find something in it, for one that is shown as wrong. */
  readonly finds: readonly string[];
  /** What is printed where its build or its start stops, for one that is shown as wrong. */
  readonly prints: string | undefined;
  /** Rules that may find something in it. */
  readonly allow: readonly string[];
  /** Paths in its build context, besides the files of the lesson's starter. */
  readonly files: readonly string[];
  /** What cannot be understood, in a sentence that says what to do. */
  readonly problems: readonly string[];
}

/** Reads what stands behind the language of a fence. */
export function readBlockNote(meta: string): BlockNote {
  const lists = { finds: [] as string[], allow: [] as string[], files: [] as string[] };
  const problems: string[] = [];
  let prints: string | undefined;
  for (const [word, key, quoted, plain = ''] of meta.matchAll(/\{[^{}]*\}|([^\s="]+)(?:="([^"]*)"|=(\S*))|\S+/g)) {
    const list = listOf(key);
    const names = plain.split(',');
    if (/^\{[\d,\s-]+\}$/.test(word)) continue;
    if (key === 'bad' && quoted !== undefined && quoted.trim() !== '') prints = quoted;
    else if (list !== undefined && quoted === undefined && !names.includes('')) lists[list].push(...names);
    else problems.push(`"${word}" is not understood. Write {2,4-5}, allow=RULE, bad=RULE, bad="what is printed" or files=PATH.`);
  }
  return { ...lists, prints, problems };
}

function listOf(key: string | undefined): 'finds' | 'allow' | 'files' | undefined {
  if (key === 'bad') return 'finds';
  return key === 'allow' || key === 'files' ? key : undefined;
}

/** Whether a block is shown as what not to do. */
export const isBad = ({ finds, prints }: Pick<BlockNote, 'finds' | 'prints'>): boolean =>
  finds.length > 0 || prints !== undefined;
