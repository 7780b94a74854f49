import { describe, expect, test } from 'vitest';
import { fixedBy, linesOf, onAlpine } from '../../testing/rule-helpers.ts';

const id = 'set-swallows';

describe(id, () => {
  test.each([
    ['a plain name', ['RUN set -e apk add git'], ['RUN set -e && apk add git']],
    // What an author wrote as one word, or between quotes, does not become a command by a fix.
    ['a `;` in the name', ['RUN set -eux apk\\;pwned add jq'], undefined],
    ['a substitution beside quotes', ['RUN <<EOF', "set -eu 'add`pwned`' jq", 'EOF'], undefined],
    ['quotes', ['RUN set -e "rm -rf" /srv'], undefined],
  ] as const)('reports %s, and mends it where nothing else can come of it', (_, before, after) => {
    const text = onAlpine(...before);
    expect(linesOf(id, text)).toHaveLength(1);
    expect(fixedBy(id, text)).toBe(after && onAlpine(...after));
  });
});
