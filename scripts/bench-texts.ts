import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseRuleDoc } from '../src/rule-docs/rule-document.ts';
import { ruleFolders } from './generate.ts';
import { root } from './root.ts';

/** Every Dockerfile that stands in the lessons: starters, solutions, variants, accepted answers, mutants. */
export function lessonTexts(): string[] {
  const lessons = join(root, 'content/lessons');
  return readdirSync(lessons).flatMap((slug) => {
    const folder = join(lessons, slug);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?:^|[/\\.])Dockerfile$/.test(path))
      .map((path) => readFileSync(join(folder, path), 'utf8'));
    return [...files, ...mutantTexts(folder)];
  });
}

/** Every example of every rule, as it is and fixed. */
export function ruleTexts(): string[] {
  return ruleFolders().flatMap((id) => {
    const file = `src/checker/rules/${id}/rule.md`;
    const { examples } = parseRuleDoc(readFileSync(join(root, file), 'utf8'), file);
    return examples.flatMap(({ text, fixed }) => (fixed === undefined ? [text] : [text, fixed.text]));
  });
}

interface Mutant {
  readonly dockerfile?: string;
  readonly replace?: string;
  readonly with?: string;
}

function mutantTexts(folder: string): string[] {
  const file = join(folder, 'mutants.yaml');
  if (!existsSync(file)) return [];
  const solution = readFileSync(join(folder, 'solution/Dockerfile'), 'utf8');
  return (parse(readFileSync(file, 'utf8')) as Mutant[]).map(
    (mutant) => mutant.dockerfile ?? solution.replace(mutant.replace ?? '', () => mutant.with ?? ''),
  );
}

/** Instructions as people write them; `%` becomes a number, so that no two texts are equal. */
const instructions = [
  'RUN apk add --no-cache git curl jq',
  'RUN apk update && apk add package% && rm -rf /var/cache/apk/*',
  'RUN apk add --no-cache --virtual .build-deps gcc musl-dev make \\\n    && make -C /src/% install \\\n    && apk del .build-deps',
  'RUN set -eux; \\\n    for file in a b c; do \\\n      cp "/src/$file" "/opt/%/$file"; \\\n    done',
  'ENV NAME_%=value PATH_%=/opt/%/bin',
  'ARG VERSION_%=1.2.%',
  'COPY file-%.txt /srv/%/',
  'COPY --from=build /out/tool-% /usr/local/bin/',
  'WORKDIR /srv/%',
  '# A comment that says why, %',
  'RUN if [ -f /etc/% ]; then echo "found %" >&2; else touch /etc/%; fi',
  'EXPOSE 80%',
  'LABEL org.example.part-%="some text, quoted"',
  'RUN wget -qO- https://example.org/%.tar.gz | tar -xz -C /opt && ln -s /opt/% /opt/current',
];

/**
 * A Dockerfile of at least so many lines, the same for the same seed.
 * @param seed picks where in the list of instructions it begins and how it goes on.
 */
export function generatedText(lines: number, seed: number): string {
  const parts = [`FROM alpine:3.24 AS build\nRUN apk add --no-cache build-base\nFROM alpine:3.24`];
  let state = seed + 1;
  for (let count = 3; count < lines;) {
    state = (state * 48_271) % 2_147_483_647;
    const part = instructions[state % instructions.length] ?? '';
    parts.push(part.replaceAll('%', String(state % 1_000)));
    count += part.split('\n').length;
  }
  return [...parts, 'CMD ["/usr/local/bin/tool"]', ''].join('\n');
}
