import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { BuildContext } from '../src/checker/index.ts';
import { changesOf, type Mutant } from './lesson/mutants.ts';
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

function mutantTexts(folder: string): string[] {
  const file = join(folder, 'mutants.yaml');
  if (!existsSync(file)) return [];
  const read = (path: string): string | undefined =>
    ['solution', 'starter']
      .map((state) => join(folder, state, path))
      .flatMap((each) => (existsSync(each) ? [readFileSync(each, 'utf8')] : []))[0];
  return (parse(readFileSync(file, 'utf8')) as Mutant[]).flatMap(
    (mutant) => changesOf(mutant, read).get('Dockerfile') ?? [],
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
  'EXPOSE 8%',
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

/** Packages of the table that ships, for commands that differ from file to file. */
const packages =
  'git curl jq bash make tzdata python3 nodejs openssl zstd nginx sqlite rsync openssh-client tini gcc'.split(' ');

/** Instructions that work one behind the other on Alpine 3.19; `%` becomes a number, `@` some packages. */
const working = [
  'RUN apk add --no-cache @',
  'RUN apk add --no-cache --virtual .build-% gcc musl-dev \\\n    && mkdir -p /src/% \\\n    && echo "int main;" > /src/%/main.c \\\n    && apk del .build-%',
  'RUN set -eux; \\\n    for file in a b c; do \\\n      mkdir -p "/opt/%"; \\\n      touch "/opt/%/$file"; \\\n    done',
  'ENV NAME_%=value \\\n    PATH_%=/opt/%/bin',
  'ARG VERSION_%=1.2.%',
  '# Files of the service come last,\n# because they change most often.\nCOPY file.txt /srv/%/',
  '\nCOPY --from=build /out/tool /usr/local/bin/tool-%',
  'WORKDIR /srv/%',
  '\n# A comment that says why, %',
  'RUN if [ -f /etc/% ]; then \\\n      echo "found %" >&2; \\\n    else \\\n      touch /etc/%; \\\n    fi',
  'EXPOSE 8%',
  'LABEL org.example.part-%="some text, quoted" \\\n      org.example.more-%="more of it"',
  'RUN addgroup -S g%$ \\\n    && adduser -S -G g%$ u%$ \\\n    && chown -R u%$:g%$ /srv',
  'RUN sed -i "s/a/b/" /etc/motd \\\n    && rm -rf /tmp/* \\\n    && ln -sf /opt/% /opt/current',
  'RUN find /srv -name "*.tmp" -delete; \\\n    chmod -R a+rX /srv',
];

/** The context that `workingText` copies from. */
export const workingContext: BuildContext = {
  paths: ['file.txt'],
  read: () => 'text\n',
  stat: () => ({ kind: 'file', mode: 0o644, size: 5 }),
};

/** A Dockerfile of at least so many lines that builds on Alpine 3.19, the same for the same seed. */
export function workingText(lines: number, seed: number): string {
  const parts = [
    'FROM alpine:3.19 AS build\nRUN apk add --no-cache build-base && mkdir /out && touch /out/tool\n\nFROM alpine:3.19',
  ];
  let state = seed + 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647);
  for (let count = 4; count < lines;) {
    const part = working[next() % working.length] ?? '';
    const names = [next(), next(), next()].map((number) => packages[number % packages.length]).join(' ');
    parts.push(
      part
        .replaceAll('%$', String(parts.length))
        .replaceAll('%', String(state % 1_000))
        .replace('@', names),
    );
    count += part.split('\n').length;
  }
  return [...parts, 'CMD ["tail", "-f", "/dev/null"]', ''].join('\n');
}
