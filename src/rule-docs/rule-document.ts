import { z } from 'zod';
import { type BuildContext, type CheckOptions, type ContextFiles, contextOf } from '../checker/index.ts';
import { AuthorError, schemaError } from '../lessons/content/author-error.ts';
import { type Mark, marksIn, withoutMarks } from './evidence.ts';

/**
 * `src/checker/rules/<id>/rule.md`: `## Why`, `## When not to`, `## Examples`. The rule's page shows it, and the tests
 * run its examples. The texts are without the marks of `evidence.ts`.
 */
export interface RuleDoc {
  readonly why: string;
  readonly whenNotTo: string;
  readonly examples: readonly RuleExample[];
  /** How its statements are known. */
  readonly marks: readonly Mark[];
}

/**
 * A fence ```` ```dockerfile bad ```` or `good`. What the rule needs besides stands behind the kind as JSON, with the
 * fields of `ExampleSettings`: ```` ```dockerfile bad {"allowedBases": ["alpine:3.24"]} ````.
 */
export interface RuleExample {
  readonly kind: 'bad' | 'good';
  /** Without the marker line. */
  readonly text: string;
  /** Line of the document on which the fence begins, for messages. */
  readonly documentLine: number;
  /** Line of `text` on which the finding begins, from 1: the one that stands below `# belay: here`. */
  readonly markedLine: number | undefined;
  /** What stands between the example before and this one. */
  readonly intro: string;
  readonly settings: ExampleSettings;
  /** The `fixed` fence that follows a bad example: what the fix makes of it. */
  readonly fixed?: { readonly text: string; readonly documentLine: number };
}

const settingsSchema = z.strictObject({
  /** As `base:` in the configuration. */
  allowedBases: z.array(z.string()).optional(),
  /**
   * The build context: path to text, or a list of paths of files that are empty. A text that begins with `#!` is
   * executable, as scripts are in a repository; `notExecutable` names those that are not.
   */
  context: z.union([z.record(z.string(), z.string()), z.array(z.string())]).optional(),
  notExecutable: z.array(z.string()).optional(),
  /** What the image is built with: `--build-arg`. For the forecast alone: a check knows no build arguments. */
  buildArgs: z.record(z.string(), z.string()).optional(),
  profile: z.enum(['app', 'base', 'lesson', 'buildkit']).optional(),
  /** ISO date against which support dates are judged. */
  today: z.iso.date().optional(),
});

/** What an example assumes about its surroundings. */
export type ExampleSettings = Readonly<z.infer<typeof settingsSchema>>;

const marker = '# belay: here';
const documentation = 'src/rule-docs/rule-document.ts';

/**
 * Reads a rule's documentation.
 * @param file its path, for messages.
 * @throws AuthorError when a section is missing, a `fixed` stands alone, or a fence says what is not known.
 */
export function parseRuleDoc(markdown: string, file: string): RuleDoc {
  const sections = splitSections(markdown, file);
  const section = (name: string): Section => {
    const found = sections.get(name);
    if (found !== undefined) return found;
    throw new AuthorError(file, `The section "## ${name}" is missing.`, {
      hint: 'A rule has the sections Why, When not to and Examples.',
    });
  };
  return {
    why: textOf(section('Why')),
    whenNotTo: textOf(section('When not to')),
    examples: parseExamples(section('Examples'), file),
    marks: marksIn(markdown),
  };
}

/** The options under which an example is checked: its rule, opt-in or not, and what its fence says. */
export function exampleOptions(rule: string, { settings }: Pick<RuleExample, 'settings'>): CheckOptions {
  const { context, notExecutable: _, buildArgs: __, ...rest } = settings;
  return { ...rest, also: [rule], ...(context && { context: exampleContext(settings) }) };
}

/** The build context that an example states. */
function exampleContext({ context = {}, notExecutable = [] }: ExampleSettings): BuildContext {
  const files = contextFiles(context);
  return {
    ...contextOf(files),
    stat: (path) =>
      Object.hasOwn(files, path)
        ? {
            kind: 'file',
            mode: files[path]?.startsWith('#!') === true && !notExecutable.includes(path) ? 0o755 : 0o644,
          }
        : undefined,
  };
}

/** Path and text of the files of an example's context. */
export function contextFiles(context: NonNullable<ExampleSettings['context']>): ContextFiles {
  return Array.isArray(context) ? Object.fromEntries(context.map((path: string) => [path, ''])) : context;
}

/** Lines of a section, each with its number in the document; a fence is one piece. */
type Section = (Line | Fence)[];
interface Line {
  readonly line: number;
  readonly text: string;
}
interface Fence extends Line {
  /** Three or more backquotes or tildes, which close it as well. */
  readonly mark: string;
  /** Behind the opening mark. */
  readonly info: string;
  readonly body: string[];
}

/** What stands below each `##` heading; headings inside of fences are code. */
function splitSections(markdown: string, file: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let fence: Fence | undefined;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const line = index + 1;
    const mark = /^(?:`{3,}|~{3,})/.exec(text)?.[0];
    const info = text.slice(mark?.length);
    const heading = /^##\s+(\S.*)$/.exec(text)?.[1]?.trimEnd();
    if (fence !== undefined) {
      if (text.trim() === fence.mark) fence = undefined;
      else fence.body.push(text);
    } else if (mark !== undefined) {
      fence = { line, text, mark, info: info.trim(), body: [] };
      section?.push(fence);
    } else if (heading === undefined) {
      section?.push({ line, text });
    } else {
      section = [];
      sections.set(heading, section);
    }
  }
  if (fence !== undefined) throw new AuthorError(file, `The code block of line ${fence.line} is not closed.`);
  return sections;
}

function textOf(section: Section): string {
  const lines = section.flatMap((piece) => ('info' in piece ? [piece.text, ...piece.body, piece.mark] : [piece.text]));
  return withoutMarks(lines.join('\n')).trim();
}

function parseExamples(section: Section, file: string): RuleExample[] {
  const examples: RuleExample[] = [];
  let intro: Section = [];
  for (const piece of section) {
    const [, kind, json = ''] = 'info' in piece ? (/^dockerfile (bad|good|fixed)\b(.*)$/.exec(piece.info) ?? []) : [];
    if (!('info' in piece) || kind === undefined) {
      intro.push(piece);
      continue;
    }
    const { line: documentLine, body } = piece;
    const text = body.filter((line) => line.trim() !== marker).join('\n') + '\n';
    const field = `line ${documentLine}`;
    if (kind === 'bad' || kind === 'good') {
      const settings = readSettings(json.trimStart(), file, field);
      examples.push({
        kind,
        text,
        documentLine,
        markedLine: markedLine(body, file, field),
        intro: textOf(intro),
        settings,
      });
    } else {
      const bad = examples.pop();
      if (bad?.kind !== 'bad' || bad.fixed !== undefined)
        throw new AuthorError(file, 'A "fixed" example has no "bad" one before it.', { field });
      examples.push({ ...bad, fixed: { text, documentLine } });
    }
    intro = [];
  }
  return examples;
}

/** The marker tells the tests where the finding stands; readers see the finding itself. */
function markedLine(body: readonly string[], file: string, field: string): number | undefined {
  const [first, second] = body.flatMap((line, index) => (line.trim() === marker ? [index + 1] : []));
  if (second !== undefined) throw new AuthorError(file, 'The example has more than one marker.', { field });
  return first;
}

function readSettings(json: string, file: string, field: string): ExampleSettings {
  if (json === '') return {};
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (cause) {
    throw new AuthorError(file, `What stands behind the kind is not JSON: ${json}`, { field, cause });
  }
  const read = settingsSchema.safeParse(data);
  if (read.success) return read.data;
  throw schemaError(`${file}: ${field}`, read.error, Object.keys(settingsSchema.shape), documentation);
}
