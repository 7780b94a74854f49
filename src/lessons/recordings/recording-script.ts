import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { AuthorError, schemaError } from '../content/author-error.ts';
import { opensText, type ReplayScript } from './replay-script.ts';

/**
 * `session.yaml` of a lesson: which commands the recorder types for each state.
 *
 * ```yaml
 * image: tz                      # the name typed in the commands; its layers are measured
 * commands:                      # for every state that has none of its own
 *   - docker build -t tz .
 *   - docker run --rm tz date
 * opens: { after: tz date }      # where the player opens: behind the first command that contains this text;
 *                                # `at` is before its output, so that Play shows it. The end when left out.
 * states:
 *   no-tini:
 *     title: Without an init     # in place of the state's name
 *     opens: { at: docker stop }
 *     note: Stopped after ten seconds.
 *     commands:
 *       - docker build -t tz .
 *       - { run: docker run --rm tz false, exit: 1 }
 *       - { run: docker stop tz, real-time: true }   # time is the point: no pause in it is shortened
 *   init-flag:
 *     from: starter              # this state's files are laid over that state's, in place of the starter's
 * ```
 */

/** A line to type. A plain string must end with 0; `exit` names the codes that the lesson wants to show. */
const command = z.union([
  z.string().trim().min(1),
  z.strictObject({
    run: z.string().trim().min(1),
    /** One exit code, or several that may occur. */
    exit: z.union([z.int().min(0).max(255), z.array(z.int().min(0).max(255)).min(1)]).default(0),
    /** How long it takes is what the lesson shows: the player never shortens a pause in it. */
    'real-time': z.boolean().default(false),
  }),
]);

/** Where the player opens a recording: the first command that contains a text, before its output or behind it. */
const opens = z.union([
  z.strictObject({ at: z.string().trim().min(1) }),
  z.strictObject({ after: z.string().trim().min(1) }),
  z.literal('end'),
]);

const stateName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a state is named with small letters, digits and dashes');

const stateSchema = z.strictObject({
  image: z.string().min(1).optional(),
  commands: z.array(command).min(1).optional(),
  /** A remark that the page shows with the recording. */
  note: z.string().trim().min(1).optional(),
  /** What the page calls it, where its name does not say enough. */
  title: z.string().trim().min(1).optional(),
  /** In place of the one for all states. */
  opens: opens.optional(),
  /** The state under this one's files, in place of the starter. A state may have no files of its own. */
  from: stateName.optional(),
});

const sessionSchema = z.strictObject({
  image: z.string().min(1),
  commands: z.array(command).min(1),
  /** The lesson's point in its recordings. */
  opens: opens.default('end'),
  states: z.record(stateName, stateSchema).default({}),
});

const FIELDS = [
  ...Object.keys(sessionSchema.shape),
  ...Object.keys(stateSchema.shape),
  'run',
  'exit',
  'real-time',
  'at',
  'after',
];

export type RecordingScript = z.infer<typeof sessionSchema>;

/** A line to type and the exit codes with which it may end. */
export interface SessionCommand {
  readonly run: string;
  readonly exits: readonly number[];
}

/** What one state's recording types, defaults filled in. */
export interface StateSession {
  readonly image: string;
  readonly commands: readonly SessionCommand[];
  readonly note: string | undefined;
}

/**
 * Reads the text of a `session.yaml`.
 * @param file its path, for messages.
 * @throws AuthorError that names file, field and reason.
 */
export function parseRecordingScript(text: string, file: string): RecordingScript {
  let data: unknown;
  try {
    data = parse(text);
  } catch (cause) {
    if (!(cause instanceof YAMLParseError)) throw cause;
    throw new AuthorError(file, `This is not valid YAML: ${cause.message.trim()}`, { cause });
  }
  const result = sessionSchema.safeParse(data);
  if (!result.success) throw schemaError(file, result.error, FIELDS, 'src/lessons/recordings/recording-script.ts');
  for (const [state, own] of Object.entries(result.data.states)) requirePoint(result.data, state, own, file);
  requirePoint(result.data, 'starter', result.data, file);
  return result.data;
}

/** The command at which a state opens must be one that it types. @throws AuthorError otherwise. */
function requirePoint(
  script: RecordingScript,
  state: string,
  { opens }: Pick<RecordingScript, 'opens'> | z.infer<typeof stateSchema>,
  file: string,
): void {
  const text = opensText(opens ?? script.opens);
  const { commands } = stateSession(script, state);
  if (text === undefined || commands.some(({ run }) => run.includes(text))) return;
  throw new AuthorError(file, `No command of "${state}" contains "${text}".`, {
    field: opens === undefined ? 'opens' : `states.${state}.opens`,
    hint: 'Name a part of a command that this state types, or write "opens: end" there.',
  });
}

/** How the player shows a state's recording. */
export function replayScript(script: RecordingScript, state: string): ReplayScript {
  const own = script.states[state];
  const commands = own?.commands ?? script.commands;
  return {
    opens: own?.opens ?? script.opens,
    realTime: commands.flatMap((entry, index) => (typeof entry !== 'string' && entry['real-time'] ? [index] : [])),
  };
}

/** The commands of one state, with what the script says for all states where the state says nothing. */
export function stateSession(script: RecordingScript, state: string): StateSession {
  const own = script.states[state];
  return {
    image: own?.image ?? script.image,
    commands: (own?.commands ?? script.commands).map((entry) =>
      typeof entry === 'string'
        ? { run: entry, exits: [0] }
        : { run: entry.run, exits: typeof entry.exit === 'number' ? [entry.exit] : entry.exit },
    ),
    note: own?.note,
  };
}
