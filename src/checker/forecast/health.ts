import type { Range } from '../text.ts';
import { SERVICES } from './services.ts';
import type { AbsentProgram } from './status.ts';
import { launch } from './shell/launch.ts';
import { ShellState } from './shell/state.ts';
import type { Container } from './start.ts';
import { credentialsOf } from './users.ts';

/** The first program that a health check wants and that is not in the image, where the check certainly fails. */
export function absentProgram(
  { session, environment, user, workdir }: Container,
  words: readonly string[],
  range: Range,
): AbsentProgram | undefined {
  const who = credentialsOf(session, user ?? '');
  if (who.problem !== undefined || who.unknown !== undefined) return undefined;
  session.user = who.as;
  // A check that takes too long is ended.
  session.isAlone = false;
  const status = launch(
    session,
    words.map((value) => ({ value, range })),
    {
      shell: new ShellState(environment, workdir, words[0] ?? ''),
      range,
      out: undefined,
      stdin: null,
      asked: false,
      by: 'engine',
      environment,
      services: SERVICES,
    },
  );
  const [first] = session.absent;
  return status.kind === 'fails' && first !== undefined ? { ...first, range } : undefined;
}
