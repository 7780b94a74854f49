import { marksIn, withoutMarks } from '../../src/rule-docs/evidence.ts';

/** A sentence of a rule's document that says what a program does. */
export interface Statement {
  /** Line of the paragraph or list item, from 1. */
  readonly line: number;
  readonly text: string;
  /** A mark or a link to a source stands in the same paragraph or list item. */
  readonly isKnown: boolean;
}

/** Programs by their names. */
const NAMED =
  /\b(?:apk|BusyBox|ash|bash|musl|glibc|Docker|BuildKit|Kubernetes|Compose|hadolint|ShellCheck|pip|npm|Node|Python|Java|tini|OpenSSL|[Kk]ernel|[Ss]hell|[Ll]oader|[Ll]inker|[Bb]uilder)\b/;

/** The same in backquotes, and instructions, which the builder carries out. */
const IN_CODE =
  /`(?:apk|busybox|ash|sh|bash|exec|ldd|scanelf|add(?:user|group)|del(?:user|group)|user(?:add|mod)|groupadd|su|sudo|doas|docker|pip|npm|node|python3?|uv|tini|wget|curl|git|make|tar|gunzip|unzip|cat|echo|head|tail|grep|sed|find|xargs|date|base64|sha256sum|realpath|printf|read|set|trap|export|ln|rm|mkdir|cp|mv|locale-gen|localedef|update-ca-certificates|gcompat|FROM|RUN|COPY|ADD|USER|WORKDIR|CMD|ENTRYPOINT|ENV|ARG|SHELL|HEALTHCHECK|VOLUME)(?=[ `])/;

/** What a program does, as one says it of one program and of several. */
const DOES =
  /\b(?:accepts?|adds?|answers?|asks?|becomes|begins?|brings?|carries|changes?|copies|counts|deletes?|does not|do not|cannot|ends?|exits?|expands?|fails?|falls|fetch(?:es)?|finds?|gets?|gives?|goes|has no|hides|ignores?|installs?|keeps?|knows?|leaves|looks?|makes?|may not|moves?|pass(?:es)?|prints?|purges?|puts?|reads?|refuses?|removes?|replaces?|resolves?|returns?|runs|says?|sends?|sets?|starts?|stops?|stores?|supports?|takes?|treats?|tries|understands?|unpacks?|uses|waits?|warns?|works?|writes?|(?:is|are) (?:kept|ignored|installed|not found|passed|read|refused|run|stored|taken|written))\b/;

/** The subject is Belay. */
const OF_BELAY = /\b(?:[Tt]he|[Tt]his|[Nn]o|[Aa]) (?:rule|fix|finding)\b|\bBelay\b/;

const FENCE = /^\s*(?:`{3,}|~{3,})/;
const ITEM = /^\s*(?:[-*+]|\d+\.)\s/;

/**
 * The sentences of a rule's document that say what a program does: outside of code blocks and headings, those that name a
 * program (or an instruction in backquotes) and have one of the verbs above outside of backquotes, and those that name an exit
 * code. It looks at words alone, so it cannot see
 *
 * - a statement whose program is only meant (`It then ends with 1.`) or not in the list, or whose verb is not;
 * - one that stands in a sentence about Belay's own rules, fixes and findings, which are passed over;
 * - whether the mark or the link is about this sentence, or about another one of the same paragraph;
 * - whether what is marked was tried, and whether the source says it.
 */
export function statementsIn(markdown: string): Statement[] {
  return paragraphsOf(markdown).flatMap(({ line, text }) => {
    const isKnown = marksIn(text).length > 0 || /\]\(https:\/\/[^)\s]+\)/.test(text);
    return sentencesOf(withoutMarks(text))
      .filter(isStatement)
      .map((each) => ({ line, text: each, isKnown }));
  });
}

function isStatement(sentence: string): boolean {
  const words = sentence.replace(/`[^`]*`/g, '``');
  if (OF_BELAY.test(words)) return false;
  return /\bexit code \d/.test(words) || ((NAMED.test(words) || IN_CODE.test(sentence)) && DOES.test(words));
}

/** Paragraphs and list items, each in one line. */
function paragraphsOf(markdown: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  let isCode = false;
  let isOpen = false;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const isFence = FENCE.test(text);
    if (isFence) isCode = !isCode;
    const last = isOpen ? found.at(-1) : undefined;
    isOpen = !isCode && !isFence && text.trim() !== '' && !/^#+\s/.test(text);
    if (!isOpen) continue;
    if (last === undefined || ITEM.test(text)) found.push({ line: index + 1, text: text.trim() });
    else last.text += ` ${text.trim()}`;
  }
  return found;
}

/** A full stop in backquotes ends no sentence. */
function sentencesOf(text: string): string[] {
  return text.match(/(?:`[^`]*`|[^`])+?(?:[.!?][)*"]*(?=\s|$)|$)/g)?.map((each) => each.trim()) ?? [];
}
