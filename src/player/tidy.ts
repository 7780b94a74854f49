import type { Cast, CastEvent } from './cast.ts';
import { echoWrap } from './typing.ts';

/** `#7 …`: a line of BuildKit's, or the beginning of one; or of the empty line behind it. */
const maybeBuildkit = /^(?:\r|#(?:\d{0,6}|\d{1,6} .*))$/s;
/** What BuildKit does for itself: it reads the Dockerfile, asks for metadata, sends the context. */
const internal = /^#(\d{1,6}) \[internal\] /;
/** A step of the Dockerfile takes a number over. */
const ownStep = /^#(\d{1,6}) \[/;
/** Digests, and what is done with them at the end of a build. */
const digests =
  /^#\d{1,6} (?:sha256:[0-9a-f]{64}(?: |$)|exporting layers|exporting manifest|exporting config|writing image |naming to |unpacking to |resolve \S{1,500}@sha256:)/;
const longDigest = /\b([0-9a-f]{12})[0-9a-f]{52}\b/g;
/** The recorder's prompt behind a command that failed. */
const exitPrompt = /((?:\x1b\[31m)?\[exit \d{1,3}\](?:\x1b\[0m)?) (?=\$ $)/;

/**
 * A recording as it is read best: without BuildKit's digests and its own small steps, long digests cut as Docker's
 * listings cut them, and an exit code on a line of its own, behind the command that it belongs to and not before the next
 * one; then what was typed is no longer broken where it met the edge. Times and markers stay, and so does the number of
 * events. Takes what the terminal's filter lets through.
 */
export function tidyCast(cast: Cast): Cast {
  const lines = new LineFolder();
  let isTyped = false;
  const events = cast.events.map((event) => {
    if (event.kind === 'marker') isTyped = true;
    if (event.kind !== 'output') return event;
    const data = isTyped ? event.data.replace(echoWrap, '') : event.data;
    isTyped &&= !event.data.includes('\n');
    return { ...event, data: lines.push(data).replace(exitPrompt, '$1\r\n') };
  });
  const rest = lines.end();
  const last: CastEvent[] = rest === '' ? [] : [{ kind: 'output', time: cast.duration, data: rest }];
  return { ...cast, events: [...events, ...last] };
}

/** Takes lines of BuildKit out of a stream. One that is not finished is held back until it is known. */
class LineFolder {
  readonly #internal = new Set<string>();
  #held = '';
  #atStart = true;
  /** The last line was taken out, and the empty one behind its step goes with it. */
  #dropped = false;

  push(data: string): string {
    let out = '';
    let at = 0;
    while (at < data.length) {
      const newline = data.indexOf('\n', at);
      const end = newline < 0 ? data.length : newline + 1;
      const piece = data.slice(at, end);
      at = end;
      if (!this.#atStart) out += piece;
      else if (newline >= 0) out += this.#line(this.#held + piece);
      else if (maybeBuildkit.test(this.#held + piece)) {
        this.#held += piece;
        return out.replace(longDigest, '$1…');
      } else {
        out += this.#held + piece;
        this.#dropped = false;
      }
      this.#held = '';
      this.#atStart = newline >= 0;
    }
    return out.replace(longDigest, '$1…');
  }

  end(): string {
    return this.#held;
  }

  /** A whole line, as it is shown. */
  #line(line: string): string {
    const text = withoutEnd(line);
    if (text === '' && this.#dropped) return '';
    const number = /^#(\d{1,6})(?: |$)/.exec(text)?.[1];
    if (internal.test(text)) this.#internal.add(number ?? '');
    else if (ownStep.test(text)) this.#internal.delete(number ?? '');
    this.#dropped = number !== undefined && this.#internal.has(number);
    if (this.#dropped || digests.test(text)) return '';
    // Progress that overwrites itself: what remains of it.
    return number === undefined || !text.includes('\r') ? line : `${overwritten(text)}\r\n`;
  }
}

/** A line without the characters that end it. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && '\r\n'.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}

function overwritten(text: string): string {
  return text.split('\r').reduce((shown, part) => part + shown.slice(part.length), '');
}
