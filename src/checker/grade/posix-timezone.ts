/** A rule of TZ as POSIX writes it (POSIX.1-2024, 8.3): `CET-1CEST,M3.5.0,M10.5.0/3`. Offsets and times in seconds. */
interface Rule {
  readonly standard: number;
  readonly summer: number | undefined;
  readonly from: string;
  readonly until: string;
}

const NAME = String.raw`(?:<[^<>]*>|[A-Za-z]+)`;
const OFFSET = String.raw`[+-]?\d{1,3}(?::\d{1,2}){0,2}`;
const FORM = new RegExp(`^${NAME}(${OFFSET})(?:${NAME}(${OFFSET})?(?:,([^,]*),([^,]*))?)?$`);
const BEGIN = new RegExp(`^${NAME}[+\\d-]`);
const SUMMER = new RegExp(`^${NAME}${OFFSET}${NAME}`);
const TIME = new RegExp(`^${OFFSET}$`);

/** All that are made of parts, for whoever looks how long they take. */
export const POSIX = [FORM, BEGIN, SUMMER, TIME];

/**
 * Whether musl reads TZ as a rule and looks for no file: a name with a number behind it, or one that begins with UTC or GMT
 * (musl, src/time/__tz.c).
 */
export function isPosixForm(tz: string): boolean {
  return BEGIN.test(tz) || /^(?:UTC|GMT)(?![A-Za-z])/.test(tz);
}

/** Whether two rules give the same local time, whatever they call it. */
export function sameRule(a: string, b: string): boolean {
  const [one, other] = [ruleOf(a), ruleOf(b)];
  return one !== undefined && other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

function ruleOf(tz: string): Rule | undefined {
  const match = FORM.exec(tz);
  if (match === null) return undefined;
  const standard = -secondsOf(match[1] ?? '');
  const hasSummer = SUMMER.test(tz);
  // Without its days musl has no summer time (it takes both changes for the same moment).
  if (!hasSummer || match[3] === undefined) return { standard, summer: undefined, from: '', until: '' };
  const summer = match[2] === undefined ? standard + 3600 : -secondsOf(match[2]);
  const [from, until] = [changeOf(match[3]), changeOf(match[4] ?? '')];
  return from === undefined || until === undefined ? undefined : { standard, summer, from, until };
}

/** A day of change, with its time: two o'clock where none is given. */
function changeOf(text: string): string | undefined {
  const [day = '', time = '2', ...more] = text.split('/');
  const isDay = /^(?:J\d{1,3}|\d{1,3}|M(?:[1-9]|1[0-2])\.[1-5]\.[0-6])$/.test(day);
  if (!isDay || more.length > 0 || !TIME.test(time)) return undefined;
  return `${day}/${secondsOf(time)}`;
}

function secondsOf(text: string): number {
  const [hours = '0', minutes = '0', seconds = '0'] = text.replace(/^[+-]/, '').split(':');
  return (text.startsWith('-') ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
