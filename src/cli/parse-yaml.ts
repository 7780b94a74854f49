import type * as Yaml from './yaml-package.ts';
import { excerpt } from '../checker/index.ts';
import { UsageError } from './usage-error.ts';

/**
 * Loads the package only now, since most calls have no configuration, and gives a function from a YAML text to the value
 * that it stands for, without circles. That function throws a `UsageError` which says where the mistake is, and repeats
 * nothing of the text.
 */
export async function loadYaml(): Promise<(text: string) => unknown> {
  const yaml = await import('./yaml-package.ts');
  return (text) => parseYaml(yaml, text);
}

function parseYaml(yaml: typeof Yaml, text: string): unknown {
  let value: unknown;
  try {
    // The package would compare each key with all before it, which takes the square of their number.
    const document = yaml.parseDocument(text, { uniqueKeys: false, logLevel: 'error' });
    if (document.errors[0] !== undefined) throw document.errors[0];
    refuseTwins(yaml, document);
    // An alias may stand for a hundred others at most.
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`this is not YAML. ${reasonOf(yaml, error)}`, { cause: error });
  }
  if (hasCircle(value, [])) {
    throw new UsageError('an alias in it stands for something that the alias is a part of. Write out what you mean');
  }
  return value;
}

/** @throws UsageError that names a key which is there twice. */
function refuseTwins({ visit, isMap, isScalar }: typeof Yaml, document: Yaml.Document.Parsed): void {
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of isMap(map) ? map.items : []) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) throw new UsageError(`the key \`${excerpt(String(key.value))}\` is there twice`);
        seen.add(key.value);
      }
    },
  });
}

/** The parser ends its sentence with ": " and the text that it does not like, and then shows the line. */
function reasonOf({ YAMLParseError }: typeof Yaml, error: unknown): string {
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
