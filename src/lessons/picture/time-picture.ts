import { type Forecast, localTime, type Model } from '../../checker/index.ts';
import type { PictureTime } from './picture.ts';
import type { LinesOf } from './lines-of.ts';

/** From TZ to local time in the image; undefined when there is none, or when its programs do not ask musl. */
export function timePicture(
  { outcome, stages, start, target }: Forecast,
  model: Model,
  linesOf: LinesOf,
): PictureTime | undefined {
  const stage = target === undefined ? undefined : stages[target];
  if (stage === undefined || outcome === 'fails' || stage.distro !== 'alpine') return undefined;
  const written = model.stages[target ?? -1]?.steps.findLast(
    ({ instruction: { keyword, pairs } }) => keyword === 'ENV' && pairs.some(({ name }) => name === 'TZ'),
  );
  const tz = start.run === undefined ? (stage.env.has('TZ') ? stage.env.get('TZ') : null) : start.run.env('TZ');
  const lines = written && linesOf(written.instruction.range);
  if (tz === undefined) return { tz, by: undefined, looks: [], result: 'unknown', lines };
  const { by, looks, takes } = localTime(tz, start.run?.files ?? stage.files);
  const result =
    by === 'rule'
      ? 'rule'
      : takes === undefined || takes.kind === 'dir'
        ? 'utc'
        : takes.kind === 'file'
          ? 'file'
          : 'unknown';
  return {
    tz,
    by,
    // It looks no further than to the first that it takes.
    looks: looks
      .slice(0, takes === undefined ? undefined : looks.indexOf(takes) + 1)
      .map(({ asked, path, kind, denied }) => ({
        path: asked,
        target: path === asked ? undefined : path,
        state: denied === true ? 'denied' : kind === 'absent' ? 'missing' : kind === 'unknown' ? 'unknown' : 'there',
      })),
    result,
    lines,
  };
}
