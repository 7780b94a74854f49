import type { Session, Watched } from './session.ts';
import { resolvePath } from '../model/paths.ts';

/** Languages and shells that run the file which their first word names. */
const INTERPRETERS = /^(?:node|python[\d.]*|ruby|perl|php|sh|ash|dash|bash)$/;

/** What Node.js looks for when there is no file of that name (nodejs.org, "Modules: CommonJS modules", `require.resolve`). */
const OF_NODE = ['.js', '.json', '.node'];

/**
 * The file that a program is told to run and that is certainly not in the image, as an absolute path: `node main.js`,
 * `java -jar app.jar`, `go run main.go`. The program starts, and ends at once.
 */
export function absentScript(
  session: Session,
  { name, words, cwd, user }: Pick<Watched, 'name' | 'words' | 'cwd' | 'user'>,
): string | undefined {
  const word = scriptOf(name, words);
  const path = word === undefined ? undefined : resolvePath(word, cwd);
  if (path === undefined) return undefined;
  const before = session.user;
  session.user = user;
  const ends = name === 'node' ? ['', ...OF_NODE] : [''];
  const disk = session.disk();
  const isAbsent = ends.every((end) => disk.find(path + end).at === 'absent');
  session.user = before;
  return isAbsent ? path : undefined;
}

function scriptOf(name: string, [first, second]: Watched['words']): string | undefined {
  if (name === 'java') return first === '-jar' ? second : undefined;
  if (name === 'go') return first === 'run' && second?.endsWith('.go') === true ? second : undefined;
  // `node inspect main.js`, and `ruby -e …`.
  return INTERPRETERS.test(name) && first !== undefined && /^[^-]/.test(first) && first !== 'inspect'
    ? first
    : undefined;
}
