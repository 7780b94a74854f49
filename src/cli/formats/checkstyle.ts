import { lineStarts, positionAt } from '../../checker/index.ts';
import type { FileReport, Format, Report } from '../report.ts';

/** The XML of Checkstyle's default report, which many CI systems read. */
export const checkstyleFormat: Format = {
  name: 'checkstyle',
  render: (report) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n${report.files.map((file) => fileElement(file, report)).join('')}</checkstyle>\n`,
};

function fileElement({ path, text, diagnostics }: FileReport, report: Report): string {
  const starts = lineStarts(text);
  const errors = diagnostics.map(({ rule, severity, message, range }) => {
    const { line, column } = positionAt(starts, range.start);
    const attributes = {
      line,
      column,
      severity,
      message: `${message} ${report.links.rule(rule)}`,
      source: `belay.${rule}`,
    };
    return `    <error ${Object.entries(attributes)
      .map(([name, value]) => `${name}="${escape(String(value))}"`)
      .join(' ')}/>\n`;
  });
  return `  <file name="${escape(path)}">\n${errors.join('')}  </file>\n`;
}

/** For an attribute; characters that XML 1.0 does not allow at all are replaced. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
