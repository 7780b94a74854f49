import { describe, expect, test } from 'vitest';
import { checker, type Diagnostic } from '../../src/checker/index.ts';
import { batches } from '../../src/cli/escape/output.ts';
import { formats } from '../../src/cli/formats/index.ts';
import { makePaint } from '../../src/cli/paint.ts';
import type { Report } from '../../src/cli/report.ts';
import { siteLinks } from '../../src/cli/site.ts';

/** A file of 2.4 MB with a finding on every line, and one fix that touches all of them. */
const count = 150_000;
const line = 'RUN apk add git\n';

function longReport(): Report {
  const insert = (index: number) => ({
    range: { start: index * line.length + 11, end: index * line.length + 11 },
    text: ' --no-cache',
  });
  const diagnostics = Array.from({ length: count }, (_, index): Diagnostic => {
    const edits = index === 0 ? Array.from({ length: count }, (_, each) => insert(each)) : [insert(index)];
    return {
      rule: 'apk-no-cache',
      severity: 'warning',
      message: 'Give `apk add` the option `--no-cache`: without it the package index stays in this layer.',
      range: { start: index * line.length + 4, end: (index + 1) * line.length - 1 },
      fix: { kind: 'safe', title: 'Add --no-cache', edits },
    };
  });
  const files = [{ path: 'Dockerfile', text: line.repeat(count), diagnostics }];
  return { files, problems: [], links: siteLinks('https://belay.example/', {}), rule: checker.rule };
}

describe('a report of very many findings', () => {
  const report = longReport();
  const timeout = 120_000;

  test.each(formats.map(({ name }) => name))(
    '%s is written whole, in pieces',
    async (name) => {
      const format = formats.find((each) => each.name === name)!;
      let findings = 0;
      let pieces = 0;
      let last = '';
      for (const text of batches(await format.render(report, makePaint(false)))) {
        findings += text.split('/rules/apk-no-cache/').length - 1;
        pieces++;
        last = text.slice(-1);
      }
      // The description of the rule in SARIF is the only mention there.
      expect(findings).toBe(name === 'sarif' ? 1 : count);
      expect(pieces).toBeGreaterThan(10);
      expect(last).toBe('\n');
    },
    timeout,
  );
});
