// A module of its own, so that it loads late: bundled, the CommonJS of this package has names only for a static import.
import { isMap, isScalar, parseDocument, visit } from 'yaml';

/**
 * The value that a text of YAML holds. Keys that are there twice are looked for here: the package compares each key with
 * all before it (`uniqueKeys`), which takes the square of their number.
 * @throws Error with the reason and the place when the text is no YAML.
 */
export function parse(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<unknown>();
      for (const { key } of isMap(map) ? map.items : []) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) throw new Error(`Map keys must be unique: ${String(key.value).slice(0, 60)}`);
        seen.add(key.value);
      }
    },
  });
  return document.toJS();
}
