import { lineStarts, positionAt } from '../../checker/index.ts';
import type { Output } from '../escape/output.ts';
import { visible } from '../escape/shown.ts';
import { xml } from '../escape/xml.ts';
import type { FileReport, Format, Report } from '../report.ts';

/** The XML of Checkstyle's default report, which many CI systems read. */
export const checkstyleFormat: Format = {
  name: 'checkstyle',
  *render(report) {
    yield xml`<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n`;
    for (const file of report.files) yield* fileElement(file, report);
    yield xml`</checkstyle>\n`;
  },
};

function* fileElement({ path, text, diagnostics }: FileReport, report: Report): Iterable<Output> {
  const starts = lineStarts(text);
  yield xml`  <file name="${path}">\n`;
  for (const { rule, severity, message, range } of diagnostics) {
    const { line, column } = positionAt(starts, range.start);
    const said = `${visible(message)} ${report.links.rule(rule)}`;
    yield xml`    <error line="${line}" column="${column}" severity="${severity}" message="${said}" source="${`belay.${rule}`}"/>\n`;
  }
  yield xml`  </file>\n`;
}
