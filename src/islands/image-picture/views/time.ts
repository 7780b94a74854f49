import * as texts from '../../../i18n/en/picture.ts';
import type { Picture } from '../../../lessons/picture/picture.ts';
import { h, type Shape } from '../shape.ts';
import { box, mark } from './parts.ts';

/** From TZ to a file to local time, as musl goes. */
export function timeView({ start, time }: Picture): Shape[] {
  if (time === undefined)
    return [h('p', { class: 'ip-note' }, start === undefined ? texts.nothingStarts : texts.notMusl)];
  const { by, lines, looks, result, tz } = time;
  const value = tz === undefined ? texts.tzUnknown : tz === null ? texts.tzUnset : texts.tzValue(tz);
  const isSet = typeof tz === 'string';
  const where = lines && texts.setIn(lines[0]);
  const state =
    result === 'utc' ? (by === 'unset' ? undefined : 'missing') : result === 'unknown' ? 'unknown' : 'there';
  return [
    h(
      'ol',
      { class: 'ip-chain', role: 'list' },
      box(where ?? 'TZ', { lines, name: isSet ? value : undefined }, isSet ? undefined : value),
      by !== undefined &&
        box(
          texts.muslLooks,
          {},
          ...(by === 'rule' || by === 'empty'
            ? [by === 'rule' ? texts.looksForNothing : texts.emptyTz]
            : looks.map((look) =>
                mark(look.state, look.target === undefined ? look.path : `${look.path} → ${look.target}`),
              )),
        ),
      box(texts.localTime, { state }, h('b', {}, texts.results[result])),
    ),
  ];
}
