import type { Lesson } from '../../lessons/content/load.ts';

/** The lesson whose prose is being rendered; the page has put it there. */
export function currentLesson(locals: App.Locals): Lesson {
  if (locals.lesson === undefined) throw new Error('This component works in the prose of a lesson only.');
  return locals.lesson;
}
