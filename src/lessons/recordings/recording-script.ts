import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { AuthorError, schemaError } from '../content/author-error.ts';

/**
 * `session.yaml` of a lesson: which commands the recorder types for each state.
 *
 * ```yaml
 * image: tz                      # the name typed in the commands; its layers are measured
 * commands:                      # for every state that has none of its own
 *   - docker build -t tz .
 *   - docker run --rm tz date
 * states:
 *   no-tini:
 *     note: Stopped after ten seconds.
 *     commands:
 *       - docker build -t tz .
 *       - { run: docker run --rm tz false, exit: 1 }
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
  }),
]);

const stateName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'a state is named with small letters, digits and dashes');

const stateSchema = z.strictObject({
  image: z.string().min(1).optional(),
  commands: z.array(command).min(1).optional(),
  /** A remark that the page shows with the recording. */
  note: z.string().trim().min(1).optional(),
  /** The state under this one's files, in place of the starter. A state may have no files of its own. */
  from: stateName.optional(),
});

const sessionSchema = z.strictObject({
  image: z.string().min(1),
  commands: z.array(command).min(1),
  states: z.record(stateName, stateSchema).default({}),
});

const FIELDS = [...Object.keys(sessionSchema.shape), ...Object.keys(stateSchema.shape), 'run', 'exit'];

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
  if (result.success) return result.data;
  throw schemaError(file, result.error, FIELDS, 'src/lessons/recordings/recording-script.ts');
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
