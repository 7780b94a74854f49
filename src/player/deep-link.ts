/**
 * Links to a moment: the fragment `#t=12.3`, `#step-3` or `#step-run-apk-update`, with `state=solution` for the recording
 * that is meant.
 * Other fields of the fragment, such as the playground's `d`, are left alone.
 */
export interface Moment {
  readonly at:
    | { readonly kind: 'time'; readonly seconds: number }
    | { readonly kind: 'step'; readonly number: number }
    /** See `step-names.ts`. */
    | { readonly kind: 'named'; readonly name: string };
  /** Undefined: whichever recording is shown. */
  readonly state: string | undefined;
}

/** Reads a fragment with or without `#`; undefined when it names no moment. */
export function parseMoment(fragment: string): Moment | undefined {
  let at: Moment['at'] | undefined;
  let state: string | undefined;
  for (const field of fragment.replace(/^#/, '').split('&')) {
    const time = /^t=(\d{1,6}(?:\.\d{1,6})?)s?$/.exec(field);
    const step = /^step-(\d{1,5})$/.exec(field);
    const named = /^step-([a-z0-9-]{1,60})$/.exec(field);
    const name = /^state=([a-z0-9][a-z0-9._-]*)$/i.exec(field);
    if (time) at = { kind: 'time', seconds: Number(time[1]) };
    else if (step && Number(step[1]) > 0) at = { kind: 'step', number: Number(step[1]) };
    else if (/[a-z]/.test(named?.[1] ?? '')) at = { kind: 'named', name: named?.[1] ?? '' };
    else if (name) state = name[1];
  }
  return at === undefined ? undefined : { at, state };
}

/** The fragment of a moment, with `#`: `#t=12.3&state=solution`. */
export function formatMoment(moment: Moment): string {
  const { at } = moment;
  const time = at.kind === 'time' ? `t=${Number(at.seconds.toFixed(1))}` : undefined;
  return `#${time ?? `step-${at.kind === 'named' ? at.name : at.kind === 'step' ? at.number : ''}`}${moment.state === undefined ? '' : `&state=${moment.state}`}`;
}
