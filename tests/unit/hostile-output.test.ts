import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checker, type Diagnostic } from '../../src/checker/index.ts';
import { complaintLine } from '../../src/cli/escape/output.ts';
import { formats } from '../../src/cli/formats/index.ts';
import { gradeText } from '../../src/cli/formats/grade-text.ts';
import { run } from '../../src/cli/main.ts';
import { makePaint } from '../../src/cli/paint.ts';
import type { FileReport, Report } from '../../src/cli/report.ts';
import { siteLinks } from '../../src/cli/site.ts';
import { root } from '../../scripts/root.ts';
import { anyText } from '../any-text.ts';

/** Whatever stands in a Dockerfile, in a name or in a configuration: no output obeys it, hides it or breaks on it. */

const require = createRequire(import.meta.url);
/** More with `HOSTILE_RUNS`. */
const runs = Number(process.env['HOSTILE_RUNS'] ?? 100);
const links = siteLinks('https://belay.example/', {});

// What an attacker would write ------------------------------------------------------------------------------------

const words = [
  [
    '::error file=a,line=1::x',
    '::set-env name=A::b',
    '::stop-commands::t',
    '::',
    ':',
    '##[error]x',
    '##[group]',
    '##[',
  ],
  ['##vso[task.setvariable variable=A]b', '##teamcity[message]', '#', '[', '%0A::error::x', '%', ',', '=', ';'],
  ['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\v', '\f', ' ', '  ', '\t', '\u00a0', '\u3000', '\ufeff'],
  ['\x1b[31m', '\x1b[2J', '\x1b]8;;https://e.example\x07x\x1b]8;;\x07', '\x9b2J', '\x07', '\b', '\x7f', '\0'],
  ['\u202e', '\u2066', '\u2069', '\u200f', '\ud800', '\udc00', '\ufffe', '\uffff', 'é', '😀', '中'],
  ['`', '``', '```', '\n```\n', '\r```\r', '~~~', '\\', '*', '**', '_', '|', '$', '<', '>', '&', '"', "'", '!', '-'],
  ['[x](https://e.example)', '[x]: https://e.example', '[x]', '(y)', '![x](https://e.example/x.png)', '](', '][x]'],
  [
    '<img src=https://e.example>',
    '<a href="https://e.example">',
    '<!--',
    '-->',
    '<https://e.example>',
    ']]>',
    '</file>',
  ],
  ['https://e.example', 'www.e.example', 'http://e.example/?a=b&c=d', 'm@e.example', 'e.com', 'mailto:m@e.example'],
  ['@octocat', '@org/team', '#1', 'octo/repo#1', 'GH-1', '&#64;octocat', '&commat;octocat', '&lt;b&gt;', ':+1:'],
  ['a', 'word', 'Dockerfile', '/', '//', '..', 'C:/', 'C:\\x', 'javascript:alert(1)', 'apk', '{0}', '# h', '\n# h\n'],
].flat();
const hostile = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...words) }, anyText(3)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''));
const path = fc.oneof(
  hostile,
  fc.constant('-'),
  fc.constant('Dockerfile'),
  hostile.map((name) => `/${name}`),
);

/** Lines whose findings quote what stands in them. */
const quoting: readonly ((h: string) => string)[] = [
  (h) => h,
  (h) => `${h} x`,
  (h) => `HEALTHCHECK --${h} CMD true`,
  (h) => `COPY --from=${h} a b`,
  (h) => `FROM alpine:3.24 AS ${h}`,
  (h) => `USER ${h}`,
  (h) => `ENV A=1 ${h}`,
  (h) => `ENV TZ="${h}"`,
  (h) => `RUN apk add --virtual ${h} gcc && gcc -v`,
  (h) => `RUN apk add --no-cache ${h}`,
  (h) => `RUN apk add git '${h}'`,
  (h) => `RUN cat <<${h}\nx`,
  (h) => `ENTRYPOINT ${h}`,
  (h) => `# belay ignore=${h}`,
  (h) => `# escape=${h}`,
];
const dockerfile = fc
  .array(fc.tuple(fc.constantFrom(...quoting), hostile), { minLength: 1, maxLength: 6 })
  .map((lines) => `FROM alpine:3.24\n${lines.map(([line, h]) => line(h)).join('\n')}\n`);

/** A finding of a rule that quotes and mends as badly as can be. */
const diagnosed: fc.Arbitrary<FileReport> = fc
  .tuple(
    path,
    fc.oneof(dockerfile, hostile),
    fc.array(fc.tuple(hostile, hostile, hostile, fc.nat(), fc.nat()), { maxLength: 4 }),
  )
  .map(([name, text, made]) => {
    const own = made.map(([message, title, insert, a, b], index): Diagnostic => {
      const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
      const severity = (['error', 'warning', 'info'] as const)[index % 3]!;
      const edits = [{ range: { start, end }, text: insert }];
      const fix = { kind: 'safe', title, edits } as const;
      return { rule: checker.ruleIds[a % checker.ruleIds.length]!, severity, message, range: { start, end }, fix };
    });
    return { path: name, text, diagnostics: [...checker.check(text).diagnostics, ...own] };
  });
const report: fc.Arbitrary<Report> = fc
  .tuple(fc.array(diagnosed, { minLength: 1, maxLength: 3 }), fc.array(hostile, { maxLength: 2 }))
  .map(([files, problems]) => ({ files, problems, links, rule: checker.rule }));

// What must hold --------------------------------------------------------------------------------------------------

async function render(name: string, value: Report, colour = false): Promise<string> {
  const format = formats.find((each) => each.name === name)!;
  return [...(await format.render(value, makePaint(colour)))].join('');
}

const uncontrolled = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u;
const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\u0085\u2028\u2029]/);

/** What a runner would obey, by its own way to read a line (actions/runner, `ActionCommand.cs`; Azure, TeamCity). */
function commandsIn(text: string): string[] {
  return linesOf(text).filter((line) => /^\s*::/.test(line) || /##[A-Za-z]*\[/.test(line));
}

function expectInert(text: string): void {
  expect(uncontrolled.exec(text)?.[0]).toBeUndefined();
  expect(commandsIn(text)).toEqual([]);
}

const findings = ({ files }: Report): Diagnostic[] => files.flatMap(({ diagnostics }) => diagnostics);
const property = (holds: (value: Report) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(report, holds), { numRuns: runs });

test('findings quote what an attacker wrote', () => {
  const quoted = quoting.filter((line) =>
    checker
      .check(`FROM alpine:3.24\n${line('evil-1')}\n`)
      .diagnostics.some(({ message }) => message.includes('evil-1')),
  );
  expect(quoted.length).toBeGreaterThan(5);
});

describe('of any report', () => {
  test.each(formats.map(({ name }) => name).filter((name) => name !== 'github'))(
    '%s has nothing that a terminal or a CI system obeys',
    (name) => property(async (value) => expectInert(await render(name, value))),
  );

  test('text in colour is the text, dressed in our colours', () =>
    property(async (value) => {
      const text = await render('text', value, true);
      expect(text.replace(/\x1b\[(?:[12]|22|3[1-4]|39)m/g, '')).toBe(await render('text', value));
      expect(commandsIn(text.replace(/\x1b\[\d+m/g, ''))).toEqual([]);
    }));

  test('github has one command for each finding, with its own place and text', () =>
    property(async (value) => {
      const text = await render('github', value);
      expect(uncontrolled.exec(text)?.[0]).toBeUndefined();
      const lines = text.split('\n').slice(0, -1);
      expect(lines).toHaveLength(findings(value).length);
      for (const line of lines) {
        expect(line).toMatch(
          /^::(?:error|warning|notice) file=[^,:]*,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[a-z0-9-]+::/,
        );
        expect(line).not.toMatch(/##[A-Za-z]*\[/);
      }
    }));

  test.each(['json', 'gitlab', 'rdjson', 'sarif'])('%s can be read, with every finding', (name) =>
    property(async (value) => {
      const data = JSON.parse(await render(name, value)) as never;
      expect(countIn[name]!(data)).toBe(findings(value).length);
    }),
  );

  test('json keeps paths and edits as they are', () =>
    property(async (value) => {
      const { files } = JSON.parse(await render('json', value)) as {
        files: { path: string; diagnostics: { fix: { edits: { text: string }[] } | null }[] }[];
      };
      const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');
      expect(files.map((file) => file.path)).toEqual(value.files.map((file) => whole(file.path)));
      expect(files.flatMap((file) => file.diagnostics.map(({ fix }) => fix?.edits.map(({ text }) => text)))).toEqual(
        findings(value).map(({ fix }) => fix?.edits.map(({ text }) => whole(text))),
      );
    }));

  test('checkstyle is XML with every finding', () =>
    property(async (value) => {
      const found: string[] = [];
      const parser = sax.parser(true);
      parser.onopentag = ({ name }) => found.push(name);
      parser.onerror = (error) => {
        throw error;
      };
      const text = await render('checkstyle', value);
      parser.write(text).close();
      expect(text).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
      expect(found).toEqual([
        'checkstyle',
        ...value.files.flatMap(({ diagnostics }) => ['file', ...diagnostics.map(() => 'error')]),
      ]);
    }));

  test('sarif fits its schema, and its URIs lead back to the files', () =>
    property(async (value) => {
      const log = JSON.parse(await render('sarif', value)) as SarifLog;
      void validateSarif(log);
      expect(validateSarif.errors ?? []).toEqual([]);
      const named = log.runs[0]!.results.map(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri);
      const paths = value.files.flatMap((file) => file.diagnostics.map(() => file.path));
      for (const [index, uri] of named.entries()) {
        expect(uri).toMatch(/^(?:file:\/\/)?(?:[\w.~!'()*/-]|%[0-9A-F]{2})*$/);
        const whole = paths[index]!.replace(/\p{Surrogate}/gu, '\ufffd');
        if (!whole.startsWith('/')) expect(decodeURIComponent(uri)).toBe(whole);
        else expect(new URL(uri).protocol).toBe('file:');
      }
      const texts = log.runs[0]!.results.map(({ message }) => message.text);
      expect(texts.filter((text) => text.includes(']('))).toEqual([]);
    }));

  test('markdown and the messages of rdjson have no link, image, HTML, mention or reference of a stranger', () =>
    property(async (value) => {
      const text = await render('markdown', value);
      const shape = rendered(text);
      expect(shape.foreign).toEqual([]);
      expect(shape.items).toBe(findings(value).length);
      expect(shape.headings).toBe(value.files.filter(({ diagnostics }) => diagnostics.length > 0).length);
      const { diagnostics } = JSON.parse(await render('rdjson', value)) as { diagnostics: { message: string }[] };
      for (const { message } of diagnostics) expect(rendered(`[rule](${links.home}) ${message}`).foreign).toEqual([]);
    }));

  test('a grade is inert', () =>
    fc.assert(
      fc.property(hostile, hostile, path, hostile, (text, message, name, label) => {
        const range = { start: 0, end: text.length };
        const criteria = [
          { id: 'a', level: 'essential', state: 'unmet', met: false, label, message, range },
          { id: 'b', level: 'advisable', state: 'unknown', met: false, label, message },
          { id: 'c', level: 'essential', state: 'not-yet', met: false, label, message },
        ] as never;
        const others = [{ rule: 'tini-path', severity: 'info', message, range }] as never;
        const result = { criteria, passed: false, others } as never;
        expectInert(gradeText({ path: name, text, title: label, url: links.home, result }, makePaint(false)));
      }),
      { numRuns: runs },
    ));
});

const countIn: Readonly<Record<string, (data: never) => number>> = {
  json: ({ files }: { files: { diagnostics: unknown[] }[] }) => files.flatMap((file) => file.diagnostics).length,
  gitlab: (data: unknown[]) => data.length,
  rdjson: ({ diagnostics }: { diagnostics: unknown[] }) => diagnostics.length,
  sarif: ({ runs }: SarifLog) => runs[0]!.results.length,
};

interface SarifLog {
  runs: {
    results: {
      message: { text: string };
      locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
    }[];
  }[];
}

/** The schema is written in draft 04 and reads the same in draft 07, but for the name of its own id. */
const {
  $schema: _,
  id: __,
  ...sarifSchema
} = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as Record<string, unknown>;
const validateSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema);

const sax = require('sax') as {
  parser(strict: boolean): {
    onopentag: (tag: { name: string }) => void;
    onerror: (error: Error) => void;
    write(text: string): { close(): void };
  };
};

/** What a page would make of Markdown, and what in it is not ours. */
function rendered(text: string): { foreign: string[]; items: number; headings: number } {
  const parser = new MarkdownIt({ html: true, linkify: true });
  const tokens = parser.parse(text, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  const foreign = tokens.flatMap((token) => {
    if (token.type === 'link_open') {
      const address = String(token.attrGet('href'));
      return address.startsWith(links.home) && token.markup !== 'linkify' ? [] : [address];
    }
    if (/^(?:image|html_inline|html_block|code_block|em_open|s_open|table_open|hr|blockquote_open)$/.test(token.type)) {
      return [`${token.type} ${token.content}`];
    }
    // GitHub looks for people, issues and addresses in what is left as text.
    if (token.type === 'text' && /[@#<>]|GH-|:\/\/|www\./.test(token.content)) return [token.content];
    return [];
  });
  const count = (type: string): number => tokens.filter((token) => token.type === type).length;
  return { foreign, items: count('list_item_open'), headings: count('heading_open') };
}

// The command itself ----------------------------------------------------------------------------------------------

describe('the command', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'belay-hostile-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** All that a call writes. */
  async function call(args: readonly string[], stdin = ''): Promise<string> {
    const written: string[] = [];
    await run(args, {
      folder,
      stdin: Readable.from([Buffer.from(stdin)]),
      today: '2026-11-28',
      paint: makePaint(false),
      out: (text) => void written.push(text),
      warn: (line) => void written.push(complaintLine(line)),
    });
    return written.join('');
  }

  test('complains about hostile words without obeying them', async () => {
    const names = [
      'check',
      'fix',
      'rules',
      'explain',
      'grade',
      'help',
      '--config',
      '--target',
      '--format',
      '--url',
      '-x',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.constantFrom(...names), hostile), { maxLength: 4 }), async (args) => {
        // What a file system cannot hold is refused by Node before it is looked for.
        const safe = args.filter((word) => !word.includes('\0'));
        if (!safe.some((word) => /[*?[{(/.]/.test(word))) expectInert(await call(['explain', ...safe]));
        expectInert(await call(['check', '-', '--target', safe.join(' ')], 'FROM alpine:3.24\n'));
        expectInert(await call([safe.join(' ')]));
      }),
      { numRuns: runs },
    );
  });

  test('reads a hostile configuration without obeying it', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (key, value) => {
        const data = { [key]: value, rules: { [key]: value, 'apk-no-cache': value }, profile: value, base: [value] };
        writeFileSync(join(folder, 'hostile.yaml'), JSON.stringify(data));
        expectInert(await call(['check', '-', '--config', 'hostile.yaml'], 'FROM alpine:3.24\n'));
        writeFileSync(join(folder, 'hostile.yaml'), value);
        expectInert(await call(['check', '-', '--config', 'hostile.yaml'], 'FROM alpine:3.24\n'));
      }),
      { numRuns: runs },
    );
  });

  test('prints nothing of a YAML file that the parser warns about', () => {
    writeFileSync(join(folder, 'warns.yaml'), '::error::x:\n  !tag \x1b[31m\n[a]: b\n');
    const args = [join(root, 'bin/belay.mjs'), 'check', '-', '--config', 'warns.yaml'];
    const { stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', input: '' });
    expectInert(stderr);
    expect(stderr.split('\n').slice(0, -1)).toEqual([expect.stringMatching(/^belay: warns\.yaml: /)]);
  });

  test('prints a diff that is inert', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (h) => {
        const text = `FROM alpine:3.24\n${h}\nRUN apk add git\n${h}\n`;
        expectInert(await call(['fix', '--dry-run', '-'], text));
      }),
      { numRuns: runs },
    );
    const diff = await call(['fix', '-n', '-'], 'FROM alpine:3.24\n::error::x\n\x1b[2J\r\nRUN apk add git\n');
    expect(diff).toContain(' ∷error::x\n ␛[2J\n-RUN apk add git\n+RUN apk add --no-cache git\n');
  });

  test('writes the mended text of stdin as it is', async () => {
    const text = 'FROM alpine:3.24\r\nRUN apk add --no-cache git # \x1b[1m\n::error::x\n';
    expect(await call(['fix', '-'], text)).toBe(text);
  });

  test('rules and explain print nothing that could be obeyed', async () => {
    expectInert(await call(['rules']));
    for (const id of checker.ruleIds) expectInert(await call(['explain', id]));
  });

  test('as a process: names of files, warnings and reports', () => {
    const names = ['::error file=a::x\x1b[2J\n::warning::y.Dockerfile', '##[error]\u202e`@octocat`.Dockerfile'];
    const inner = join(folder, 'files');
    mkdirSync(join(inner, '::error::folder.Dockerfile'), { recursive: true });
    for (const name of names) writeFileSync(join(inner, name), 'FROM alpine:3.24\nRUN apk add git\n');
    for (const name of names) writeFileSync(join(inner, `${name.slice(0, -11)}2.Dockerfile`), Buffer.from([0xff]));
    const read = readdirSync(inner);
    for (const { name } of formats) {
      const args = [join(root, 'bin/belay.mjs'), 'check', '-f', name, '.', ...read, '::error::missing'];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: inner, encoding: 'utf8' });
      expect(status).toBe(2);
      expectInert(stderr);
      expect(
        stderr
          .split('\n')
          .slice(0, -1)
          .every((line) => line.startsWith('belay: ')),
      ).toBe(true);
      if (name === 'github')
        expect(stdout.split('\n').filter((line) => !line.startsWith('::warning file='))).toEqual(['']);
      else expectInert(stdout);
    }
  });
});

test('only the escape layer says of a text that it may be shown', () => {
  const files = readdirSync(join(root, 'src/cli'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const casting = files.filter((file) => {
    const text = readFileSync(join(root, 'src/cli', file), 'utf8');
    return /\bas (?:unknown as )?(?:Shown|Output|Markdown|never|any)\b|process\.std(?:out|err)\.write\((?!text\)|complaintLine)/.test(
      text,
    );
  });
  expect(casting.filter((file) => !/^escape[\\/]/.test(file))).toEqual([]);
});
