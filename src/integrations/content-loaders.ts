import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { type GlossaryEntry, loadGlossary } from '../lessons/content/glossary.ts';
import { requireJudgeable } from '../lessons/content/judged-lesson.ts';
import { type Lesson, loadLessons } from '../lessons/content/load.ts';
import { contentRoots } from '../lessons/content/roots.ts';
import { loadTracks, type Track } from '../lessons/content/tracks.ts';

/**
 * The lessons for Astro's collection: all of a lesson's folder is read here, once, and its prose is rendered from
 * `lesson.mdx` when a page asks for it. A lesson that is wrong stops the build with file, field and hint.
 */
export function lessonLoader(): Loader {
  return loader('belay:lessons', ({ store, config, watcher }, root) => {
    for (const lesson of loadLessons({ root, base: config.base, drafts: isDev(watcher) })) {
      if (!lesson.frontMatter.draft) requireJudgeable(lesson);
      store.set({
        id: lesson.slug,
        data: asRecord(lesson),
        body: lesson.body,
        filePath: posix(relative(root, resolve(root, lesson.folder, 'lesson.mdx'))),
        deferredRender: true,
      });
    }
  });
}

/** The tracks for Astro's collection. */
export function trackLoader(): Loader {
  return loader('belay:tracks', ({ store, watcher }, root) => {
    for (const track of loadTracks(root, { drafts: isDev(watcher) }))
      store.set({ id: track.slug, data: asRecord(track) });
  });
}

/** The words of the glossary, in their order. */
export function glossaryLoader(): Loader {
  return loader('belay:glossary', ({ store }, root) => {
    for (const entry of loadGlossary(root)) store.set({ id: entry.id, data: asRecord(entry) });
  });
}

/** Drafts are shown where their author looks: Astro gives a watcher to the loaders of `npm run dev` alone. */
const isDev = (watcher: LoaderContext['watcher']): boolean => watcher !== undefined;

/** A loader that fills its collection anew, and again in `npm run dev` when a file of a content root has changed. */
function loader(name: string, fill: (context: LoaderContext, root: string) => void): Loader {
  return {
    name,
    load: (context) => {
      const root = fileURLToPath(context.config.root);
      const refill = (): void => {
        context.store.clear();
        fill(context, root);
      };
      refill();
      watch(context, root, refill);
      return Promise.resolve();
    },
  };
}

function watch({ watcher, logger }: LoaderContext, root: string, refill: () => void): void {
  if (watcher === undefined) return;
  const folders = contentRoots().map((folder) => resolve(root, folder) + sep);
  let waiting: NodeJS.Timeout | undefined;
  watcher.add(folders);
  watcher.on('all', (_event, file) => {
    if (!folders.some((folder) => resolve(root, file).startsWith(folder))) return;
    clearTimeout(waiting);
    // An editor writes several files at once.
    waiting = setTimeout(() => {
      try {
        refill();
      } catch (error) {
        // The author sees it and goes on writing; the next change is read again.
        logger.error(error instanceof Error ? error.message : String(error));
      }
    }, 50);
  });
}

const posix = (path: string): string => path.replaceAll('\\', '/');
const asRecord = (data: Lesson | Track | GlossaryEntry): Record<string, unknown> => ({ ...data });
