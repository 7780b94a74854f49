import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { root } from '../scripts/root.ts';
import { complaintLine } from '../src/cli/escape/output.ts';
import { run } from '../src/cli/main.ts';
import { makePaint, wantsColour } from '../src/cli/paint.ts';

/** What a call of the command gave. */
export interface Called {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a call gets from outside besides its words. */
export interface Around {
  /** The folder that it is called in. */
  readonly folder: string;
  readonly input?: string;
  /** Variables of the environment; those in `ownVariables` are not set otherwise, whatever the test run has set. */
  readonly env?: Readonly<Record<string, string>>;
}

const ownVariables = ['FORCE_COLOR', 'NO_COLOR', 'BELAY_SITE', 'BELAY_BASE'];

/**
 * Calls the command in this process, off a terminal, which costs a thirtieth of a process of its own. What only a process
 * has, its start, its pipes and its end, is held by `cli-single-file.test.ts` and `cli-output.test.ts`.
 */
export async function callBelay(words: readonly string[], { folder, input = '', env = {} }: Around): Promise<Called> {
  const restore = setVariables(env);
  let [stdout, stderr] = ['', ''];
  try {
    const status = await run(words, {
      folder,
      stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
      today: new Date().toISOString().slice(0, 10),
      paint: makePaint(wantsColour({ isTTY: false })),
      out: (text) => (stdout += text),
      warn: (line) => (stderr += complaintLine(line)),
    });
    return { status, stdout, stderr };
  } finally {
    restore();
  }
}

/** Calls it in a process of its own: where a fault would wait or count for ever, which here fails after 25 seconds. */
export function callBelayApart(words: readonly string[], { folder, input = '', env = {} }: Around): Called {
  const restore = setVariables({ ...env, INIT_CWD: folder });
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/belay.mjs'), ...words], {
      cwd: folder,
      encoding: 'utf8',
      input,
      timeout: 25_000,
    });
    return { status, stdout, stderr };
  } finally {
    restore();
  }
}

/** Sets variables of the environment, and removes those of the command that are not given; undone by what it gives. */
function setVariables(given: Readonly<Record<string, string>>): () => void {
  const names = [...new Set([...ownVariables, ...Object.keys(given)])];
  const before = names.map((name) => process.env[name]);
  const set = (values: readonly (string | undefined)[]): void => {
    for (const [index, name] of names.entries()) {
      const value = values[index];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
  set(names.map((name) => given[name]));
  return () => set(before);
}
