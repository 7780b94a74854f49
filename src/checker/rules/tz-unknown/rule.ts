import { timeZones } from '../../data/time-zones.ts';
import type { Model } from '../../model/types.ts';
import { nearest } from '../../syntax/suggest.ts';
import { literalOf } from '../../syntax/expand.ts';
import { type Range, sliceOf } from '../../text.ts';
import { isPosixZone, isUtc, zoneOfPath } from '../../facts/zoneinfo.ts';
import { defineRule, type Finding } from '../../rule.ts';
import { baseName } from '../../model/paths.ts';

export const rule = defineRule({
  id: 'tz-unknown',
  title: 'Name a time zone that exists',
  category: 'running',
  severity: 'error',
  fix: 'suggestion',
  *check({ model, text }) {
    for (const [zone, range] of namedZones(model)) {
      const name = zone.replace(/^:/, '');
      // With `utc` local time is what was meant; `__TZ__`, `{{ tz }}` and `<zone>` are filled in by something else.
      if (isUtc(name.toUpperCase()) || isUtc(name) || isPosixZone(name) || !/^[a-z][\w+-]*([/ ][\w+-]+)*$/i.test(name))
        continue;
      if (/^(localtime|your\W?\w*)$/i.test(name) || name.includes('__')) continue;
      if (!timeZones().has(name) && !timeZones().has(name.replace(/^(posix|right)\//, '')))
        yield describe(name, range, text);
    }
  },
});

/** Values of TZ, and zone files that commands or COPY name. */
function* namedZones(model: Model): Iterable<[string, Range]> {
  for (const stage of model.stages) {
    for (const { instruction } of stage.steps) {
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
      for (const pair of instruction.pairs) {
        const value = pair.name === 'TZ' && pair.value !== undefined ? literalOf(pair.value) : undefined;
        if (value !== undefined && pair.value !== undefined) yield [value, pair.value.range];
      }
    }
    const seen = new Set<number>();
    for (const event of stage.fileEvents) {
      const zone = event.source === undefined ? undefined : zoneOfPath(event.source);
      const { start } = event.range;
      // A folder of zones is not a zone, and what a variable names has been looked at where it is set.
      if (zone === undefined || event.source?.endsWith('/') === true || isFolder(zone) || seen.has(start)) continue;
      seen.add(start);
      if (sliceOf(model.file.text, event.range).includes(zone)) yield [zone, event.range];
    }
  }
}

function isFolder(name: string): boolean {
  for (const zone of timeZones()) if (zone.startsWith(`${name}/`)) return true;
  return false;
}

function describe(zone: string, range: Range, text: string): Finding {
  const close = closest(zone);
  const at = sliceOf(text, range).indexOf(zone);
  const start = range.start + at;
  return {
    range,
    // `CST` or `Beijing` may mean something to the program, as to Java.
    ...(close === undefined || !zone.includes('/') ? { severity: 'warning' as const } : {}),
    message: `${close === undefined ? 'Use a name from the IANA time zone database, such as `Europe/Berlin`' : `Write \`${close}\``}: there is no zone \`${zone}\`, and a name without a file means UTC, without any message.`,
    fix:
      close === undefined || at < 0
        ? undefined
        : {
            title: `Use ${close}`,
            edits: [{ range: { start, end: start + zone.length }, text: close }],
          },
  };
}

/** The same letters in another case, the same city in another region, or a typo. */
function closest(zone: string): string | undefined {
  const names = [...timeZones()];
  const lower = zone.toLowerCase().replaceAll(' ', '_');
  const city = baseName(lower);
  return (
    names.find((name) => name.toLowerCase() === lower) ??
    names.find((name) => name.includes('/') && name.toLowerCase().endsWith(`/${city}`)) ??
    (zone.length > 4 ? nearest(zone, names) : undefined)
  );
}
