import { setTimeout as wait } from 'node:timers/promises';
import type { IPty } from '@lydell/node-pty';
import type { SessionCommand } from '../lessons/recordings/recording-script.ts';
import type { CastEvent } from './cast.ts';
import { RecorderError, SessionFailed } from './fail.ts';
import { PromptFilter } from './prompt.ts';
import { StepFinder } from './steps.ts';

export const COLUMNS = 100;
export const ROWS = 30;

/** Milliseconds between a prompt and the first key, and between the last key and Enter. */
const BEFORE_TYPING = 700;
const BEFORE_ENTER = 350;

/** A command may take this long; a build that hangs must not hang the recorder. */
const TIME_LIMIT_MS = 15 * 60 * 1000;

export interface TypedCommand {
  readonly command: string;
  readonly exitCode: number;
  /** From Enter to the next prompt. */
  readonly seconds: number;
  readonly startsAt: number;
}

interface TerminalSession {
  readonly events: readonly CastEvent[];
  readonly commands: readonly TypedCommand[];
}

interface TerminalOptions {
  readonly folder: string;
  readonly setupFile: string;
  readonly env: Readonly<Record<string, string>>;
  /** Called when a command has ended as expected, before the next is typed. */
  readonly afterCommand: (exitCode: number) => Promise<void>;
}

/**
 * Types commands into a shell in a real terminal, one after another, and keeps what it prints.
 * @throws SessionFailed when a command ends otherwise than the session expects; the rest is then not typed.
 */
export async function runInTerminal(
  commands: readonly SessionCommand[],
  options: TerminalOptions,
): Promise<TerminalSession> {
  const pty = await openPty(options);
  const recorder = new TerminalRecorder(pty);
  try {
    await recorder.prompt();
    for (const command of commands) {
      await options.afterCommand(await recorder.type(command));
    }
    return { events: recorder.events, commands: recorder.commands };
  } finally {
    pty.kill();
  }
}

async function openPty(options: TerminalOptions): Promise<IPty> {
  const library = await import('@lydell/node-pty').catch((cause: unknown) => {
    throw new RecorderError(
      'The recorder needs the optional dependency @lydell/node-pty, which is not installed. Run "npm ci" without --omit=optional, on Linux or macOS.',
      { cause },
    );
  });
  return library.spawn('bash', ['--noprofile', '--rcfile', options.setupFile, '-i'], {
    name: 'xterm-256color',
    cols: COLUMNS,
    rows: ROWS,
    cwd: options.folder,
    env: { ...options.env },
  });
}

class TerminalRecorder {
  readonly events: CastEvent[] = [];
  readonly commands: TypedCommand[] = [];
  readonly #pty: IPty;
  readonly #filter = new PromptFilter();
  readonly #steps = new StepFinder();
  readonly #begun = performance.now();
  #exited: (code: number) => void = () => undefined;

  constructor(pty: IPty) {
    this.#pty = pty;
    pty.onData((piece) => {
      this.#receive(piece);
    });
  }

  /** Waits for the next prompt and gives the exit code of the command before. */
  async prompt(): Promise<number> {
    const timer = new AbortController();
    const ended = new Promise<number>((resolve, reject) => {
      this.#exited = resolve;
      this.#pty.onExit(() => {
        reject(new SessionFailed('The shell ended in the middle of the session. Does a command call exit?'));
      });
    });
    const tooLong = wait(TIME_LIMIT_MS, undefined, { signal: timer.signal }).then(() => {
      throw new SessionFailed(`A command took longer than ${TIME_LIMIT_MS / 60_000} minutes.${this.#lastOutput()}`);
    });
    try {
      const code = await Promise.race([ended, tooLong]);
      await wait(100);
      return code;
    } finally {
      timer.abort();
      tooLong.catch(() => undefined);
    }
  }

  /** Types a command, waits for its end and gives its exit code. */
  async type({ run, exits }: SessionCommand): Promise<number> {
    await wait(BEFORE_TYPING);
    const startsAt = this.#now();
    this.events.push([startsAt, 'm', run]);
    this.#steps.reset();
    let entered = startsAt;
    let ended = Promise.resolve(0);
    const lines = run.split('\n');
    for (const [index, line] of lines.entries()) {
      for (const [place, key] of Array.from(line).entries()) {
        this.#pty.write(key);
        await wait(keyDelay(line, place));
      }
      await wait(BEFORE_ENTER);
      if (index === lines.length - 1) ended = this.prompt();
      entered = this.#now();
      this.#pty.write('\r');
    }
    const exitCode = await ended;
    const seconds = Number((this.#now() - entered - 0.1).toFixed(3));
    this.commands.push({ command: run, exitCode, seconds: Math.max(0, seconds), startsAt });
    if (!exits.includes(exitCode)) {
      throw new SessionFailed(
        `"${run}" ended with exit code ${exitCode}, and session.yaml expects ${exits.join(' or ')}. If that is what the lesson shows, write "exit: ${exitCode}" there.${this.#lastOutput()}`,
      );
    }
    return exitCode;
  }

  #receive(piece: string): void {
    const time = this.#now();
    const { output, exitCodes } = this.#filter.push(piece);
    for (const label of this.#steps.push(output)) this.events.push([time, 'm', label]);
    if (output !== '') this.events.push([time, 'o', output]);
    for (const code of exitCodes) this.#exited(code);
  }

  #now(): number {
    return (performance.now() - this.#begun) / 1000;
  }

  #lastOutput(): string {
    const output = this.events.map(([, kind, data]) => (kind === 'o' ? data : '')).join('');
    return `\nThe end of what it printed:\n${output.replace(/\r/g, '').split('\n').slice(-25).join('\n')}`;
  }
}

/**
 * Milliseconds to wait before the character at this place: 25 to 80, a little longer between words. Like a person, and the
 * same each time, so that two recordings differ only in what ran.
 */
function keyDelay(text: string, place: number): number {
  const wobble = (text.charCodeAt(place) * 31 + place * 17) % 40;
  return 25 + wobble + (text[place] === ' ' ? 15 : 0);
}
