import type { Disk, Done } from '../files/disk.ts';
import { ERROR_TEXT } from '../files/disk.ts';
import { type Content, UNKNOWN_CONTENT } from '../files/node.ts';
import { ROOT } from '../files/resolve.ts';
import type { Call, Command } from '../shell/call.ts';
import type { Field } from '../shell/expand.ts';
import { fails, OK, type Status } from '../status.ts';

export function diskOf(call: Call): Disk {
  return call.session.disk(call.shell.umask);
}

/** The text of a file; undefined when it is not there or not known. */
export function textAt(call: Call, name: string): string | undefined {
  const path = call.path(name);
  const found = path === undefined ? undefined : diskOf(call).find(path);
  return found?.at === 'there' && found.node.kind === 'file' ? call.session.textOf(found.node.content) : undefined;
}

/** A file that a program makes anew, in place of one that is there. */
export function makeFile(call: Call, target: string, mode: number, content: Partial<Content>): Done {
  const disk = diskOf(call);
  const existing = disk.find(target, false);
  if (existing.at === 'there' && existing.node.kind === 'file') disk.remove(target);
  const { uid, gid } = disk.as;
  const node = { mode: mode & ~disk.umask, uid, gid, origin: disk.origin, content: { ...UNKNOWN_CONTENT, ...content } };
  return disk.add(target, { kind: 'file', ...node });
}

/** For a program whose work is not followed: it is taken to work, and may have made anything unless it writes no files. */
export function takenToWork(call: Call, writes = true): Status {
  if (writes) call.session.machine.cloud(`what \`${call.name}\` makes is not known`);
  call.out?.write(undefined);
  const words = [call.name, ...call.words.map((word) => word ?? '…')].slice(0, 6);
  return call.session.assume(`\`${words.join(' ')}\` works`, call.asked);
}

/** The first problem is what the command ends with; what is not known is taken for granted. */
export class Outcome {
  status: Status = OK;
  readonly #call: Call;

  constructor(call: Call) {
    this.#call = call;
  }

  problem(prints: string, exit = 1): void {
    // The tools of GNU, which Debian and the package coreutils have, spell it out.
    const said = this.#call.isBusyBox ? prints : prints.replace(": can't ", ': cannot ');
    if (this.status.kind !== 'fails') this.status = fails(exit, said);
  }

  /** @param say the words for an error */
  take(done: Done, say: (error: string) => string, what: string): void {
    if (done.kind === 'error') this.problem(say(ERROR_TEXT[done.errno]));
    else if (done.kind === 'unknown') this.assume(`${what}: ${done.why}`);
  }

  assume(what: string): void {
    const status = this.#call.session.assume(what, this.#call.asked);
    if (this.status.kind === 'ok') this.status = status;
  }
}

/** Undefined for a word that is not known: what the command does with it is not known then. */
export function known(call: Call, field: Field, outcome: Outcome): string | undefined {
  if (field.value === '') {
    outcome.problem(`${call.name}: : ${ERROR_TEXT.ENOENT}`);
    return undefined;
  }
  if (field.value !== undefined) return call.path(field.value);
  call.session.machine.cloud(`what \`${call.name}\` does with a word that is not known`);
  outcome.assume(`\`${call.name}\` works with words that are not known`);
  return undefined;
}

export const usage = (call: Call): Status => fails(1, `Usage: ${call.name}`);

/** A command that root alone may give: where the user is not known, that it may do this is given. */
export function asRoot(run: Command): Command {
  return (call) => {
    const { session } = call;
    const { user } = session;
    if (user.uid !== undefined) return run(call);
    const status = session.assume('the user may do this', call.asked);
    if (status.kind !== 'ok') return status;
    session.user = ROOT;
    try {
      return run(call);
    } finally {
      session.user = user;
    }
  };
}
