import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { checker } from '../../src/checker/index.ts';
import { formats } from '../../src/cli/formats/index.ts';
import { makePaint } from '../../src/cli/paint.ts';
import type { Report } from '../../src/cli/report.ts';
import { siteLinks } from '../../src/cli/site.ts';

/** Reports that other programs read are what those programs expect, whatever was found. */

const require = createRequire(import.meta.url);
const bad = 'FROM alpine:3.24\nRUN apk add git && echo "<&> é 😀 \x1b"\nUSER 10001\nENTRYPOINT httpd -f "<&>"\n';

function reportOf(files: Readonly<Record<string, string>>, problems: readonly string[] = []): Report {
  return {
    files: Object.entries(files).map(([path, text]) => ({ path, text, diagnostics: checker.check(text).diagnostics })),
    problems,
    links: siteLinks('https://belay.example/', {}),
    rule: checker.rule,
  };
}

const reports: readonly (readonly [string, Report])[] = [
  ['findings', reportOf({ Dockerfile: bad, 'a b/ü "x" &.Dockerfile': bad, '/abs/Dockerfile': bad, '-': bad })],
  ['no findings', reportOf({ Dockerfile: 'FROM alpine:3.24\nRUN apk add --no-cache git\n' })],
  ['no file', reportOf({})],
  ['a file that cannot be read', reportOf({ Dockerfile: bad }, ['x: it may not be read (permission denied).'])],
  ['an empty file', reportOf({ Dockerfile: '' })],
  ['noise', reportOf({ Dockerfile: 'FROM\0\ud800 ]]> -->\r\n\r\nRUN "\u202e' })],
];

/** Checks against a schema in draft 07, what it says of formats (addresses, dates) too. */
function validator(schema: object): ValidateFunction {
  // Without the flag u: a pattern of the SARIF schema has a bracket too many, which only the older reading accepts.
  const ajv = new Ajv({ allErrors: true, strictTypes: false, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

async function render(name: string, report: Report): Promise<string> {
  const format = formats.find((each) => each.name === name)!;
  return [...(await format.render(report, makePaint(false)))].join('');
}

async function renderJson(name: string, report: Report): Promise<unknown> {
  return JSON.parse(await render(name, report)) as unknown;
}

test('the examples have findings, and fixes of both kinds', () => {
  const [, { files }] = reports[0]!;
  const found = files.flatMap(({ diagnostics }) => diagnostics);
  expect(new Set(found.map(({ fix }) => fix?.kind))).toContain('safe');
  expect(new Set(found.map(({ fix }) => fix?.kind))).toContain('suggestion');
});

describe('SARIF', () => {
  // The package carries the schema of the standard as it was first published. Its Errata 01 adds that a region must say
  // where it begins, which `regionsWithoutStart` looks after; what else it changes concerns nothing that we write.
  const {
    $schema: _,
    id,
    ...schema
  } = JSON.parse(readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as {
    $schema: string;
    id: string;
  };
  // It is written in draft 04 and uses nothing that draft 07 reads differently, but for the name of its own id.
  const validate = validator({ ...schema, $id: id });

  test('has a schema that means the same in draft 07', () => {
    const text = JSON.stringify(schema);
    expect(text).not.toMatch(/"exclusiveM(?:in|ax)imum"|"id":"|"(?:if|then|else|const|contains|propertyNames)":[{[]/);
    expect([...text.matchAll(/"\$ref":"([^"]*)"/g)].filter(([, to]) => !to?.startsWith('#/definitions/'))).toEqual([]);
  });

  const errorsOf = (log: unknown): unknown[] => {
    void validate(log);
    return [...(validate.errors ?? []), ...regionsWithoutStart(log)];
  };

  test.each(reports)('of %s fits the schema of version 2.1.0', async (_, report) => {
    const log = await renderJson('sarif', report);
    expect(errorsOf(log)).toEqual([]);
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'belay' } } }] });
  });

  test('has a result for each finding, and the fixes', async () => {
    const [, report] = reports[0]!;
    const found = report.files.flatMap(({ diagnostics }) => diagnostics);
    const log = (await renderJson('sarif', report)) as { runs: { results: { ruleId: string; fixes?: unknown }[] }[] };
    const { results } = log.runs[0]!;
    expect(results.map(({ ruleId }) => ruleId)).toEqual(found.map(({ rule }) => rule));
    expect(results.map(({ fixes }) => fixes !== undefined)).toEqual(found.map(({ fix }) => fix !== undefined));
  });

  test('says what could not be read', async () => {
    const failed = reports.find(([, { problems }]) => problems.length > 0)![1];
    expect(await renderJson('sarif', failed)).toMatchObject({
      runs: [
        {
          invocations: [
            { executionSuccessful: false, toolExecutionNotifications: [{ message: { text: failed.problems[0] } }] },
          ],
        },
      ],
    });
  });

  test('names files by URIs that lead back to them', async () => {
    const text = await render('sarif', reports[0]![1]);
    const uris = [...text.matchAll(/"uri": "(.*)"/g)].map(([, uri = '']) => uri);
    const here = new URL('file:///w/');
    expect(new Set(uris.map((uri) => decodeURIComponent(new URL(uri, here).pathname)))).toEqual(
      new Set(['/w/Dockerfile', '/w/a b/ü "x" &.Dockerfile', '/abs/Dockerfile', '/w/-']),
    );
  });

  test.each<[string, (log: Log) => void]>([
    ['another version', (log) => (log.version = '2.0.0')],
    ['no tool', (log) => delete log.runs[0]!.tool],
    ['a level that there is not', (log) => (log.runs[0]!.results[0]!.level = 'info')],
    ['a result without a message', (log) => delete log.runs[0]!.results[0]!.message],
    ['a field that there is not', (log) => (log.runs[0]!.results[0]!.url = 'https://belay.example/')],
    ['an address that is none', (log) => (log.runs[0]!.tool!.driver.informationUri = 'not an address')],
    ['a line 0', (log) => (regionOf(log).startLine = 0)],
    ['a region without a start', (log) => delete regionOf(log).startLine],
    ['a fix without changes', (log) => (log.runs[0]!.results.find(({ fixes }) => fixes)!.fixes = [{}])],
    ['an invocation that does not say how it went', (log) => (log.runs[0]!.invocations = [{}])],
  ])('with %s would be refused', async (_, breakIt) => {
    const log = (await renderJson('sarif', reports[0]![1])) as Log;
    expect(errorsOf(log)).toEqual([]);
    breakIt(log);
    expect(errorsOf(log)).not.toEqual([]);
  });

  interface Result extends Record<string, unknown> {
    locations: { physicalLocation: { region: { startLine?: number } } }[];
  }
  interface Log {
    version: string;
    runs: { tool?: { driver: Record<string, unknown> }; invocations: unknown; results: Result[] }[];
  }
  function regionOf(log: Log): { startLine?: number } {
    return log.runs[0]!.results[0]!.locations[0]!.physicalLocation.region;
  }

  function regionsWithoutStart(value: unknown): unknown[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
      const isRegion = /region$/i.test(name) && typeof inner === 'object' && inner !== null;
      return isRegion && !('startLine' in inner) ? [inner] : regionsWithoutStart(inner);
    });
  }
});

/** The parts of reviewdog's `proto/rdf/reviewdog.proto` that we write, as a schema. */
const rdjsonSchema = {
  definitions: {
    position: {
      type: 'object',
      additionalProperties: false,
      required: ['line', 'column'],
      properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
    },
    range: {
      type: 'object',
      additionalProperties: false,
      required: ['start', 'end'],
      properties: { start: { $ref: '#/definitions/position' }, end: { $ref: '#/definitions/position' } },
    },
  },
  type: 'object',
  additionalProperties: false,
  required: ['source', 'diagnostics'],
  properties: {
    source: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'url'],
      properties: { name: { type: 'string' }, url: { type: 'string', format: 'uri' } },
    },
    diagnostics: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['message', 'location', 'severity', 'code'],
        properties: {
          message: { type: 'string', minLength: 1 },
          location: {
            type: 'object',
            additionalProperties: false,
            required: ['path', 'range'],
            properties: { path: { type: 'string', minLength: 1 }, range: { $ref: '#/definitions/range' } },
          },
          severity: { enum: ['ERROR', 'WARNING', 'INFO'] },
          code: {
            type: 'object',
            additionalProperties: false,
            required: ['value', 'url'],
            properties: { value: { type: 'string' }, url: { type: 'string', format: 'uri' } },
          },
          suggestions: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['range', 'text'],
              properties: { range: { $ref: '#/definitions/range' }, text: { type: 'string' } },
            },
          },
        },
      },
    },
  },
};

/** What GitLab documents of a code quality report. */
const gitlabSchema = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
};

describe.each([
  ['rdjson', rdjsonSchema, (data: never) => (data as { diagnostics: object[] }).diagnostics],
  ['gitlab', gitlabSchema, (data: never) => data as object[]],
])('%s', (name, schema, findingsIn) => {
  const validate = validator(schema);

  test.each(reports)('of %s has the documented shape, with every finding', async (_, report) => {
    const data = await renderJson(name, report);
    void validate(data);
    expect(validate.errors ?? []).toEqual([]);
    const count = report.files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0);
    expect(findingsIn(data as never)).toHaveLength(count);
  });

  test('would be refused with a severity that there is not', async () => {
    const data = await renderJson(name, reports[0]![1]);
    Object.assign(findingsIn(data as never)[0]!, { severity: 'note' });
    expect(validate(data)).toBe(false);
  });
});

test('GitLab can tell all findings apart', async () => {
  const issues = (await renderJson('gitlab', reports[0]![1])) as { fingerprint: string }[];
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
});

test('rdjson counts columns in bytes', async () => {
  const report = reportOf({ Dockerfile: 'FROM alpine:3.24\nRUN echo é 😀 && apk add git\n' });
  const { diagnostics } = (await renderJson('rdjson', report)) as {
    diagnostics: { location: { range: { start: { column: number } } } }[];
  };
  expect(diagnostics.map(({ location }) => location.range.start.column)).toContain(
    Buffer.byteLength('RUN echo é 😀 && ') + 1,
  );
});

describe('Checkstyle', () => {
  interface Tag {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
  }
  const sax = require('sax') as {
    parser(strict: boolean): {
      onopentag: (tag: Tag) => void;
      onclosetag: (name: string) => void;
      onerror: (error: Error) => void;
      write(text: string): { close(): void };
    };
  };

  /** Every element with its depth. @throws when it is not well-formed. */
  function elements(xml: string): (Tag & { depth: number })[] {
    const found: (Tag & { depth: number })[] = [];
    const parser = sax.parser(true);
    let depth = 0;
    parser.onopentag = ({ name, attributes }) => found.push({ name, attributes, depth: depth++ });
    parser.onclosetag = () => depth--;
    parser.onerror = (error) => {
      throw error;
    };
    parser.write(xml).close();
    return found;
  }

  test.each(reports)('of %s is XML with files and their errors', async (_, report) => {
    const xml = await render('checkstyle', report);
    expect(xml).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/u);
    const [top, ...inner] = elements(xml);
    expect(top).toMatchObject({ name: 'checkstyle', depth: 0, attributes: { version: '4.3' } });
    expect(inner.map(({ name, depth }) => `${name} ${depth}`)).toEqual(
      report.files.flatMap(({ diagnostics }) => ['file 1', ...diagnostics.map(() => 'error 2')]),
    );
    expect(inner.filter(({ name }) => name === 'file').map(({ attributes }) => attributes['name'])).toEqual(
      report.files.map(({ path }) => path),
    );
    for (const { attributes } of inner.filter(({ name }) => name === 'error')) {
      expect(attributes).toEqual({
        line: expect.stringMatching(/^[1-9]\d*$/) as unknown,
        column: expect.stringMatching(/^[1-9]\d*$/) as unknown,
        severity: expect.stringMatching(/^(error|warning|info)$/) as unknown,
        message: expect.stringMatching(/\S/) as unknown,
        source: expect.stringMatching(/^belay\.[a-z-]+$/) as unknown,
      });
    }
  });

  test('would be refused with a character that is not escaped', async () => {
    const xml = await render('checkstyle', reports[0]![1]);
    expect(() => elements(xml.replace('&amp;', '&'))).toThrow();
  });
});

test('GitHub annotations are one line each', async () => {
  for (const [, report] of reports) {
    const lines = (await render('github', report)).split('\n').slice(0, -1);
    expect(lines).toHaveLength(report.files.reduce((sum, { diagnostics }) => sum + diagnostics.length, 0));
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) file=[^,:]+,line=\d+,.*::\S/);
  }
});
