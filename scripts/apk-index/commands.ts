import type { IndexPackage } from '../../src/checker/index.ts';
import { type HeadLine, columnText, fold, headText } from './encode.ts';

const PREFIX = 'cmd:';

/** The table of commands: a line per package that has some, in the order of the index. `&` is the package's own name. */
export function encodeCommands(head: readonly HeadLine[], packages: readonly IndexPackage[]): string {
  const rows = packages.flatMap(({ name, provides }) => {
    const commands = provides.filter((text) => text.startsWith(PREFIX)).map((text) => text.slice(PREFIX.length));
    const names = commands.map((text) => text.replace(/[<>=~].*/s, ''));
    return names.length === 0 ? [] : [{ name, commands: names.map((each) => (each === name ? '&' : each)).join(' ') }];
  });
  return [
    headText(head),
    columnText('packages', fold(rows.map(({ name }) => name))),
    columnText(
      'commands',
      rows.map(({ commands }) => commands),
    ),
  ].join('');
}
