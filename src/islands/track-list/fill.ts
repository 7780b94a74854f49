import './track-list.css';
import { aboutTrack, alsoIn, notBegun, progress, shortMinutes } from '../../i18n/en/lessons.ts';
import { left, passedAll } from '../../i18n/en/track.ts';
import { lessonStatus } from '../../lessons/learner/progress.ts';
import { trackProgress } from '../../lessons/learner/track-progress.ts';
import { data, madeElement } from '../shared/dom.ts';
import { loadLimit } from '../shared/time-limit.ts';

/** What `/tracks/<slug>/lessons.json` holds. */
interface TrackLessons {
  readonly url: string;
  readonly lessons: readonly {
    readonly slug: string;
    readonly title: string;
    readonly minutes: number;
    readonly url: string;
  }[];
}

const words = { new: notBegun, ...progress };
const loaded = new Map<string, TrackLessons>();

/** The lessons of a track, fetched once. @throws Error when they do not load. */
export async function loadTrack(url: string, signal: AbortSignal): Promise<TrackLessons> {
  const known = loaded.get(url);
  if (known !== undefined) return known;
  const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(loadLimit)]) });
  if (!response.ok) throw new Error(`The lessons of the track did not load: ${response.status} for ${url}.`);
  const track = (await response.json()) as TrackLessons;
  loaded.set(url, track);
  return track;
}

/** Lists the lessons of the track, each with its minutes and where the learner stands. */
export function fillTrackList(element: HTMLElement, track: TrackLessons): void {
  const { passed, count, minutesLeft, next } = trackProgress(track.lessons);
  const state = madeElement('p', 'tl-state', next === undefined ? passedAll(count) : left(passed, count, minutesLeft));
  const list = document.createElement('ol');
  list.append(...track.lessons.map((lesson) => row(lesson)));
  element.replaceChildren(state, list, link(track.url, aboutTrack), ...others(element));
}

function row({ slug, title, minutes, url }: TrackLessons['lessons'][number]): HTMLElement {
  const status = lessonStatus(slug);
  const item = document.createElement('li');
  item.dataset['status'] = status;
  const name = link(url, '');
  if (new URL(url, location.href).pathname === location.pathname) name.setAttribute('aria-current', 'page');
  // One link a row, which says all of it.
  name.append(
    madeElement('span', 'tl-title', title),
    madeElement('span', 'tl-status', words[status]),
    madeElement('span', 'tl-minutes', shortMinutes(minutes)),
  );
  item.append(name);
  return item;
}

/** The other tracks that have this lesson: their bars stand in the page, out of sight. */
function others(element: HTMLElement): HTMLElement[] {
  const mine = data(element, 'track');
  const bars = [...document.querySelectorAll<HTMLElement>('.lesson-bar')].filter(
    (bar) => bar.dataset['inTrack'] !== mine,
  );
  const links = bars.flatMap((bar) => {
    const { href } = bar.querySelector('a') ?? {};
    return href === undefined ? [] : [link(href, bar.querySelector('.lesson-bar-name')?.textContent ?? '')];
  });
  if (links.length === 0) return [];
  const also = madeElement('p', 'tl-also', `${alsoIn} `);
  also.append(...links.flatMap((each, i) => (i === 0 ? [each] : [', ', each])));
  return [also];
}

function link(href: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = href;
  anchor.textContent = text;
  return anchor;
}
