import { type LessonTask, readIgnoreFile } from '../../checker/index.ts';
import { AuthorError } from './author-error.ts';

/** The starter's files beside its Dockerfile. */
interface TaskFiles {
  readonly paths: readonly string[];
  /** `content/lessons/<slug>/lesson.mdx`, for messages. */
  readonly lesson: string;
}

/**
 * Refuses a task that names what the lesson has not: a file that is not in the starter, a program that nothing makes, the
 * message of a rule that it leaves alone.
 * @throws AuthorError with file, field and hint.
 */
export function requireKnownNames({ job, contracts, goals, allow, messages }: LessonTask, { paths, lesson }: TaskFiles): void {
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)));
  const list = [...paths].sort().join(', ') || 'none';
  const refuse = (field: string, problem: string, hint: string): never => {
    throw new AuthorError(lesson, problem, { field, hint });
  };
  const requireFile = (path: string, field: string): void => {
    if (paths.includes(path) || (!path.includes('/') && names.has(path))) return;
    refuse(field, `The starter has no file "${path}".`, `Its files: ${list}.`);
  };
  const made = new Set(contracts.flatMap((contract) => programsOf(contract)));
  const requireProgram = (program: string, field: string): void => {
    if (made.has(program)) return;
    const hint = `Say what makes it under "contracts"${made.size === 0 ? '' : `; made so far: ${[...made].join(', ')}`}.`;
    refuse(field, `No contract makes a program "${program}".`, hint);
  };

  if ('file' in job.runs) requireFile(job.runs.file, 'job.runs.file');
  else requireProgram(job.runs.made, 'job.runs.made');
  for (const [at, contract] of contracts.entries()) {
    for (const [i, file] of (contract.needs?.files ?? []).entries()) requireFile(file, `contracts.${at}.needs.files.${i}`);
    const source = sourceOf(contract.run);
    if (source !== undefined) requireFile(source, `contracts.${at}.run`);
  }
  for (const [at, { holds }] of goals.entries()) {
    for (const field of ['absent', 'present'] as const) {
      for (const [i, path] of (holds[field] ?? []).entries()) {
        if (!path.startsWith('/') && !path.endsWith('*')) requireFile(path, `goals.${at}.holds.${field}.${i}`);
      }
    }
    for (const field of ['absent', 'present'] as const) {
      for (const [i, line] of (holds.context?.[field] ?? []).entries()) {
        if (paths.some((path) => readIgnoreFile(line).leavesOut(path))) continue;
        refuse(`goals.${at}.holds.context.${field}.${i}`, `"${line}" fits no file of the starter.`, `Its files: ${list}.`);
      }
    }
    if (holds.translated !== undefined) requireFile(holds.translated, `goals.${at}.holds.translated`);
    if (holds.loads !== undefined && job.needs?.commands?.includes(holds.loads) !== true)
      requireProgram(holds.loads, `goals.${at}.holds.loads`);
  }
  for (const id of Object.keys(messages ?? {})) {
    if (!allow.includes(id)) continue;
    refuse(`messages.${id}`, 'Nobody sees this message: the lesson leaves the rule alone.', 'Take it out here or in "allow".');
  }
}

/** The source in `cc hostcard.c`. */
function sourceOf(run: string): string | undefined {
  return /^cc\s+(\S+)$/.exec(run)?.[1];
}

/** Names of the files that a build command makes. */
function programsOf({ run, makes = [] }: LessonTask['contracts'][number]): string[] {
  const compiled = sourceOf(run)?.replace(/^.*\/|\.[^.]*$/g, '');
  const files = makes.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  return compiled === undefined ? files : [compiled, ...files];
}
