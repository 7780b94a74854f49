import type { APIRoute } from 'astro';
import { ruleIds } from '../../../checker/index.ts';
import { lessonSlugs, loadLesson } from '../../../lessons/content/load.ts';

export const getStaticPaths = () => lessonSlugs().map((slug) => ({ params: { slug } }));

/** What the widgets of the lesson page load: `LessonData`. */
export const GET: APIRoute = ({ params }) => Response.json(loadLesson(params['slug'] ?? '', { rules: ruleIds }).data);
