// A module of its own, so that it loads late: most calls have no configuration and start without the parser.
import { YAMLParseError, parse } from 'yaml';
import { UsageError } from './usage-error.ts';

/**
 * The value that a YAML text stands for, without circles.
 * @throws UsageError that says where the mistake is, and repeats nothing of the text.
 */
export function parseYaml(text: string): unknown {
  let value: unknown;
  try {
    // Its warnings would go to stderr with lines of the text. An alias may stand for a hundred others at most.
    value = parse(text, { logLevel: 'error', prettyErrors: true, maxAliasCount: 100 });
  } catch (error) {
    throw new UsageError(`this is not YAML. ${reasonOf(error)}`, { cause: error });
  }
  if (hasCircle(value, [])) {
    throw new UsageError('an alias in it stands for something that the alias is a part of. Write out what you mean');
  }
  return value;
}

/** The parser ends its sentence with ": " and the text that it does not like, and then shows the line. */
function reasonOf(error: unknown): string {
  if (!(error instanceof YAMLParseError)) {
    return error instanceof Error && error.message.startsWith('Excessive alias count')
      ? 'Its aliases stand for too many values. Write out what you mean'
      : 'An alias (`*name`) has no anchor (`&name`) before it';
  }
  const place = error.linePos?.[0];
  const where = place === undefined ? '' : ` at line ${String(place.line)}, column ${String(place.col)}`;
  if (error.code === 'RESOURCE_EXHAUSTION') return `It is nested too deeply${where}`;
  if (error.code === 'MULTIPLE_DOCS') return `A second document begins${where}; one is read`;
  const [reason = ''] = error.message.split(/ at line \d|: |\n/);
  return `${reason}${where}`;
}

function hasCircle(value: unknown, around: readonly object[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.includes(value)) return true;
  return Object.values(value).some((each) => hasCircle(each, [...around, value]));
}
