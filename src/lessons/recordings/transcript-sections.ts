import type { Recording } from './recording.ts';
import { exitText } from './exit-text.ts';
import { problemText, readTimeline, stepLines, type Step, type Timeline } from '../../player/index.ts';

/** A recording as text: one section for each command and build step. Made at build time. */
interface TranscriptSection {
  readonly step: Step;
  /** The lines that always show. */
  readonly head: string;
  /** Lines between, which the lesson's page leaves to the page of its recordings, and the last ones. */
  readonly folded: string | undefined;
  readonly foldedLines: number;
  readonly tail: string | undefined;
  /** `exit code 137: killed by SIGKILL (128 + 9)` */
  readonly exit: string | undefined;
  /** What ran in place of a typed command, where the recorder added options. */
  readonly ran: string | undefined;
}

/** A step longer than this is folded in the middle: lines that apt or apk print for each package, most of all. */
const longest = 24;
const kept = 8;

/**
 * The sections of a recording's transcript.
 * @throws Error for a cast that cannot be read: the site is then not built.
 */
export function transcriptSections(
  text: string,
  meta: Recording,
): { timeline: Timeline; sections: TranscriptSection[] } {
  const result = readTimeline(text, meta.commands);
  if (!result.ok) {
    throw new Error(`content/lessons/${meta.lesson}/recordings/${meta.cast.file}: ${problemText(result.problem)}`);
  }
  const timeline = result.value;
  return { timeline, sections: timeline.steps.map((step) => section(timeline, step, meta)) };
}

function section(timeline: Timeline, step: Step, meta: Recording): TranscriptSection {
  const lines = trimmed(stepLines(timeline, step));
  const long = lines.length > longest;
  const command = step.kind === 'command' ? meta.commands.find((entry) => entry.command === step.label) : undefined;
  return {
    step,
    head: lines.slice(0, long ? kept : undefined).join('\n'),
    folded: long ? lines.slice(kept, -kept).join('\n') : undefined,
    foldedLines: long ? lines.length - 2 * kept : 0,
    tail: long ? lines.slice(-kept).join('\n') : undefined,
    exit: step.exitCode === undefined ? undefined : exitText(step.exitCode),
    ran: command !== undefined && command.ran !== command.command ? command.ran : undefined,
  };
}

/** Without empty lines at both ends. */
function trimmed(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}
