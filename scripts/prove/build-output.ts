import { outline } from '../../src/recorder/outline.ts';
import { canonical } from '../../src/recorder/rewrite.ts';
import type { ProvedStep } from './proofs.ts';

/** What a build with `--progress=plain` told. */
interface BuildOutput {
  readonly steps: readonly ProvedStep[];
  /** Docker's own last error line; undefined when all went well. */
  readonly error: string | undefined;
}

/** Instructions that are steps of their own to BuildKit. */
const STEPS: readonly string[] = ['RUN', 'COPY', 'ADD', 'WORKDIR'];

/** BuildKit makes no step of it, and counts it all the same among those that there are (seen with Docker 26). */
const IN_ROOT = /^\s*WORKDIR\s+\/+\s*$/i;

/** What apt says of a transfer: its server and its speed, which are not the file's. */
const TRANSFER = /^\d+\.\d+ (?:(?:Get|Hit|Ign):\d+ |Fetched \d)/;

/** What a step says that the engine has ended because another one failed. */
const GIVEN_UP = /context canceled|read init-p: connection reset by peer/;

/**
 * So many of the first and of the last lines of a failing step are kept, each of at most so many characters: apk prints
 * seventy lines of help behind the one that says what is wrong.
 */
const FIRST_LINES = 8;
const LAST_LINES = 8;
const MOST_CHARACTERS = 300;

/**
 * Reads what BuildKit printed and ties each step to its line. `[build 2/4]` is the second step of the stage `build`, where
 * FROM is the first unless it names another stage; a stage without a name is `stage-1`, or goes without one when it is the only stage.
 *
 * @param hasBuilt the build went well to its end; left out, whether the output names no error
 */
export function readBuildOutput(output: string, dockerfile: string, hasBuilt?: boolean): BuildOutput {
  const told = vertices(output);
  const error = output
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => /^(?:ERROR:|error:|failed to|executor failed|dockerfile parse error)/i.test(line));
  const isBuilt = hasBuilt ?? (error === undefined && !told.some((each) => each.error !== undefined));
  const { stages } = outline(dockerfile);
  const perStage = stages.map((stage, index) => {
    const names = [stage.name ?? `stage-${index}`, ...(stages.length === 1 ? [''] : [])];
    const ofStage = told.filter(({ stage: name }) => names.includes(name));
    const counted = stage.instructions.filter(({ keyword }) => STEPS.includes(keyword));
    const own = counted.filter(({ text }) => !IN_ROOT.test(text));
    return own.map(({ keyword, line }, at): ProvedStep => {
      const found = ofStage.filter(({ number, of }) => number === of - counted.length + at + 1);
      const vertex = found.find((each) => each.error !== undefined) ?? found.find(({ done }) => done) ?? found[0];
      // Without Docker's cache, CACHED is a WORKDIR, or what it prints of a step that it gave up before it ran.
      if (vertex?.done === true || (isBuilt && found.some(({ cached }) => cached)))
        return { line, keyword, outcome: 'ok' };
      if (vertex?.error === undefined) return { line, keyword, outcome: 'not-run' };
      const exit = /exit code: (\d+)/.exec(vertex.error)?.[1];
      const { length } = vertex.lines;
      const prints = vertex.lines
        .filter((_, nth) => nth < FIRST_LINES || nth >= length - LAST_LINES)
        .map((text) => text.slice(0, MOST_CHARACTERS));
      return {
        line,
        keyword,
        outcome: 'fails',
        ...(exit === undefined ? {} : { exit: Number(exit) }),
        prints: prints.length > 0 ? prints : [shortError(vertex.error).slice(0, MOST_CHARACTERS)],
      };
    });
  });
  const steps = perStage.flatMap((ofStage, index) => withTwins(ofStage, index, perStage, dockerfile));
  return { steps, error: error?.slice(0, MOST_CHARACTERS) };
}

/** Without the command, which the Dockerfile has. */
function shortError(error: string): string {
  return error.replace(/^process ".*" did not complete/, 'process did not complete');
}

/** Two stages that begin with the same steps share them, and Docker shows them in one of the two. */
function withTwins(
  steps: readonly ProvedStep[],
  index: number,
  all: readonly (readonly ProvedStep[])[],
  dockerfile: string,
): ProvedStep[] {
  const { stages } = outline(dockerfile);
  const bases = [...dockerfile.matchAll(/^[ \t]*FROM[ \t]+(\S+)/gim)].map(([, base]) => canonical(base ?? ''));
  const textsOf = (at: number): string[] => [
    bases[at] ?? '',
    ...(stages[at]?.instructions ?? []).filter(({ keyword }) => STEPS.includes(keyword)).map(({ text }) => text),
  ];
  const own = textsOf(index);
  return steps.map((step, at) => {
    if (step.outcome !== 'not-run') return step;
    const twin = all.find(
      (other, each) =>
        each !== index &&
        other[at]?.outcome === 'ok' &&
        textsOf(each)
          .slice(0, at + 2)
          .every((text, nth) => text === own[nth]),
    );
    return twin === undefined ? step : { ...step, outcome: 'ok' };
  });
}

interface Vertex {
  readonly stage: string;
  /** Of `2/4`, the 2. */
  readonly number: number;
  /** The 4. */
  readonly of: number;
  readonly lines: string[];
  done: boolean;
  cached: boolean;
  error: string | undefined;
}

function vertices(output: string): readonly Vertex[] {
  const byId = new Map<string, Vertex>();
  for (const line of output.split(/\r?\n/)) {
    const [, id = '', rest = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (id === '') continue;
    const head = /^\[(?:([^\] ]+) )?(\d+)\/(\d+)\] /.exec(rest);
    if (head !== null && !byId.has(id)) {
      byId.set(id, {
        stage: head[1] ?? '',
        number: Number(head[2]),
        of: Number(head[3]),
        lines: [],
        done: false,
        cached: false,
        error: undefined,
      });
      continue;
    }
    const vertex = byId.get(id);
    if (vertex === undefined) continue;
    if (/^DONE\b/.test(rest)) vertex.done = true;
    else if (/^CACHED\b/.test(rest)) vertex.cached = true;
    else if (rest.startsWith('ERROR: ') && !GIVEN_UP.test(rest)) vertex.error = rest.slice('ERROR: '.length);
    // What the step itself printed has its time in front.
    else if (/^\d+\.\d+ /.test(rest) && !TRANSFER.test(rest)) vertex.lines.push(rest.slice(rest.indexOf(' ') + 1));
  }
  return [...byId.values()];
}

/**
 * What was missing here, when a build failed for want of it and not because of the file: packages that the mirror does not
 * hold, images that cannot be had, features that this Docker is too old for. Empty when the file itself fails.
 */
export function missingHere(output: string): readonly string[] {
  const missing = new Set<string>();
  // apk 2.14, of a package that the signed index lists and the mirror does not have.
  for (const [, name = ''] of output.matchAll(
    /ERROR: (\S+)-\d\S*: (?:package mentioned in index not found|temporary error|network error)/g,
  )) {
    missing.add(`package ${name}`);
  }
  for (const pattern of [
    /failed to do request: Head "https:\/\/[^/"]+\/v2\/([^"]+)\/manifests\/([^"]+)"/g,
    /failed to resolve source metadata for (\S+):(\S+?): /g,
  ]) {
    for (const [, image = '', tag = ''] of output.matchAll(pattern)) {
      missing.add(`image ${image.replace(/^(?:docker\.io\/)?library\//, '')}:${tag}`);
    }
  }
  if (/unknown flag: (?:--)?(?:link|parents|exclude|checksum|keep-git-dir|unpack)\b/i.test(output)) {
    missing.add('a newer Docker');
  }
  return [...missing];
}
