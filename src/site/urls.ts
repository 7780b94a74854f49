import { withoutEnd } from '../checker/index.ts';

/**
 * Addresses of pages and files of the site, with the base path it is served under. Released addresses never
 * change: slugs and rule ids are permanent.
 */

/** The base path that this site is built with, with a slash at both ends; `/` outside of Astro. */
function siteBase(): string {
  try {
    return normalizeBase(import.meta.env.BASE_URL);
  } catch {
    // Plain Node (tests, the command line) has no `import.meta.env`, and Vite wants the expression as it stands.
    return '/';
  }
}

/** `repo`, `/repo` and `/repo/` all become `/repo/`; nothing becomes `/`. */
export function normalizeBase(base: string | undefined): string {
  const inner = withoutEnd((base ?? '').replace(/^\/+/, ''), '/');
  return inner === '' ? '/' : `/${inner}/`;
}

/**
 * Puts the base before a path of the site.
 * @param path begins with `/`; may have a query and a fragment.
 */
export function siteUrl(path: string, base: string = siteBase()): string {
  return base + path.replace(/^\/+/, '');
}

export const homeUrl = (base?: string): string => siteUrl('/', base);
export const trackUrl = (slug: string, base?: string): string => siteUrl(`/tracks/${slug}/`, base);
/** Titles and minutes of its lessons as JSON, for the list in the head of a lesson. */
export const trackLessonsUrl = (slug: string, base?: string): string => siteUrl(`/tracks/${slug}/lessons.json`, base);
/** Where a track ends: what one can do now, and the record to keep. */
export const trackEndUrl = (slug: string, base?: string): string => siteUrl(`/tracks/${slug}/end/`, base);
/** The questions of passed lessons. */
export const reviewUrl = (base?: string): string => siteUrl('/review/', base);
/** The review at the end of a track. */
export const trackReviewUrl = (slug: string, base?: string): string => siteUrl(`/tracks/${slug}/review/`, base);
export const lessonUrl = (slug: string, base?: string): string => siteUrl(`/lessons/${slug}/`, base);
export const rulesUrl = (base?: string): string => siteUrl('/rules/', base);
export const ruleUrl = (id: string, base?: string): string => siteUrl(`/rules/${id}/`, base);
export const useInCiUrl = (base?: string): string => siteUrl('/use-in-ci/', base);
/** JSON Schema of `.belay.yaml`. */
export const configSchemaUrl = (base?: string): string => siteUrl('/schemas/belay.json', base);
/** The command as one file; its checksum stands beside it. */
export const commandUrl = (base?: string): string => siteUrl('/belay.mjs', base);
export const licencesUrl = (base?: string): string => siteUrl('/licences/', base);
/** What the site hands out, as CycloneDX. */
export const sbomUrl = (base?: string): string => siteUrl('/sbom.cdx.json', base);
/** The words of the course; with an id, one of them. */
export const glossaryUrl = (id?: string, base?: string): string =>
  siteUrl(`/glossary/${id === undefined ? '' : `#${id}`}`, base);
/** What pages show of a word where it is linked. */
export const glossaryDataUrl = (base?: string): string => siteUrl('/glossary/words.json', base);
export const recordingsUrl = (base?: string): string => siteUrl('/recordings/', base);

/** All recordings of a lesson as text; with a state, that one's. */
export const transcriptsUrl = (slug: string, state?: string, base?: string): string =>
  siteUrl(`/lessons/${slug}/recordings/${state === undefined ? '' : `#${state}`}`, base);

/** What the widgets of a lesson load: `LessonData` as JSON. */
export const lessonDataUrl = (slug: string, base?: string): string => siteUrl(`/lessons/${slug}/lesson.json`, base);

/** What a lesson shows once its exercise is done: `PassedData` as JSON. */
export const passedDataUrl = (slug: string, base?: string): string => siteUrl(`/lessons/${slug}/passed.json`, base);

/** The exercise of a lesson as a zip to take along. */
export const takeAlongUrl = (slug: string, base?: string): string => siteUrl(`/lessons/${slug}/${slug}.zip`, base);

/** The asciicast of one state. */
export const castUrl = (slug: string, state: string, base?: string): string =>
  siteUrl(`/lessons/${slug}/recordings/${state}.cast`, base);

/** An address of this site written in prose (`/rules/exec-form/`), as opposed to another site's or a fragment. */
export function isSitePath(href: string): boolean {
  return href.startsWith('/') && !href.startsWith('//');
}
