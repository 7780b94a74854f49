import { type CriterionResult, type Grade, OUTCOMES, checker } from '../../src/checker/index.ts';
import type { LessonState } from '../../src/lessons/content/lesson-data.ts';
import { acceptedFile } from '../../src/lessons/content/accepted.ts';
import { loadGlossary, termsIn } from '../../src/lessons/content/glossary.ts';
import type { Lesson } from '../../src/lessons/content/load.ts';
import { rolesIn, sectionRoles } from '../../src/lessons/content/sections.ts';
import { root } from '../root.ts';
import { deadLinks } from './prose-links.ts';
import { shownCodeFaults } from './shown-code.ts';
import { emptied, rewritten } from './rewritten.ts';
import { lessonTime, TOLERANCE } from './lesson-time.ts';
import type { Mutant } from './mutants.ts';
import { type Answer, gradeAnswer, isSame, mutate, state, today, unmetIn } from './answers.ts';

/** All about a lesson that its checks look at. */
export interface WrittenLesson {
  readonly lesson: Lesson;
  readonly mutants: readonly Mutant[];
  readonly accepted: readonly (readonly [name: string, answer: Answer])[];
  /** Text files of its folder by path, recordings left out. */
  readonly texts: ReadonlyMap<string, string>;
  /** Recordings and proofs that do not belong to its files as they stand, a sentence each. */
  readonly stale: readonly string[];
  /** Slugs of the tracks that list it. */
  readonly tracks: readonly string[];
}

const LEAST_MUTANTS = 15;
const LEAST_ACCEPTED = 6;
/** What stands in the folder of a lesson beside its states and answers. */
const FILES = ['lesson.mdx', 'session.yaml', 'mutants.yaml', 'proofs.json'];

/**
 * What must be true of every lesson, by subject. Each check yields what is missing or wrong, in a sentence that says where
 * and what to do; nothing when all is well. `npm run lesson` prints them for a draft, and the tests want none for the rest.
 */
export const lessonChecks: Readonly<Record<string, (written: WrittenLesson) => Iterable<string>>> = {
  *'has its sections, and no text is left to write'({ lesson, texts }) {
    const roles = rolesIn(lesson.body);
    for (const role of sectionRoles) {
      const times = roles.filter((each) => each === role).length;
      if (times === 0) yield `lesson.mdx: Add <Section role="${role}">.`;
      if (times > 1) yield `lesson.mdx: Keep one <Section role="${role}">, not ${times}.`;
    }
    const known = roles.filter((role) => (sectionRoles as readonly string[]).includes(role));
    for (const role of roles) if (!known.includes(role)) yield `lesson.mdx: There is no section role "${role}".`;
    const ordered = sectionRoles.filter((role) => known.includes(role));
    if (known.join() !== ordered.join()) yield `lesson.mdx: Put the sections in the order ${ordered.join(', ')}.`;
    for (const [path, text] of texts) {
      for (const [index, line] of text.split('\n').entries()) {
        if (/\bTODO\b/.test(line)) yield `${path}, line ${index + 1}: Write what stands as TODO there: ${line.trim()}`;
      }
    }
  },

  *'has a state between starter and solution'({ lesson }) {
    if (lesson.data.states.length < 3) {
      yield 'variants/: Add a state between starter and solution that is worth showing, as variants/<name>/Dockerfile.';
    }
  },

  *'does not pass with the starter, nor with the starter written differently'({ lesson }) {
    const starter = state(lesson, 'starter');
    for (const dockerfile of [starter.dockerfile, `# Mine.\n${starter.dockerfile}\n`]) {
      const grade = gradeAnswer(lesson, { ...starter, dockerfile });
      const early = grade.criteria.filter(({ id, met }) => id.startsWith('goal:') && met);
      yield* early.map(({ id }) => `starter/Dockerfile: It meets ${id} as it is. Leave something to do for each goal.`);
      if (grade.passed) yield 'starter/Dockerfile: It passes as it is. Make it miss a goal.';
      if (grade.passed || early.length > 0) break;
    }
  },

  *'passes with the solution, and nothing else is found in it'({ lesson }) {
    const solution = state(lesson, 'solution');
    const grade = gradeAnswer(lesson, solution);
    const open = grade.criteria.filter(({ met }) => !met);
    yield* open.map(({ id, message }) => `solution/Dockerfile: Meet the criterion ${id}: ${message}`);
    if (!grade.passed && open.length === 0) yield 'solution/Dockerfile: It does not pass.';
    for (const { error } of checker.check(solution.dockerfile, { today }).failures) throw error;
    yield* grade.others.map(
      ({ rule, message }) => `solution/Dockerfile: Mend it, or add "${rule}" to "allow" in lesson.mdx: ${message}`,
    );
  },

  *'passes with the solution in any line break, with trailing blanks and in lower case keywords'({ lesson }) {
    const solution = state(lesson, 'solution');
    for (const [how, dockerfile] of rewritten(solution.dockerfile)) {
      const unmetNow = blocking(gradeAnswer(lesson, { ...solution, dockerfile })).map(({ id }) => id);
      if (unmetNow.length > 0) yield `solution/Dockerfile: With ${how} it does not meet ${unmetNow.join(', ')}.`;
    }
  },

  *'does not pass empty, with comments alone or with the base alone'({ lesson }) {
    const solution = state(lesson, 'solution');
    for (const [what, dockerfile] of emptied(solution.dockerfile)) {
      if (!gradeAnswer(lesson, { ...solution, dockerfile }).passed) continue;
      yield `lesson.mdx: ${what} passes. Say in "job" what the image must do.`;
    }
  },

  *'has enough mutants, and each fails as it says'({ lesson, mutants }) {
    if (mutants.length < LEAST_MUTANTS) {
      yield `mutants.yaml: ${mutants.length} of at least ${LEAST_MUTANTS} mutants are there. Add wrong answers of other kinds.`;
    }
    const solution = state(lesson, 'solution');
    for (const mutant of mutants) {
      const answer = mutated(mutant, solution);
      if (typeof answer === 'string') yield `mutants.yaml: "${mutant.name}": ${answer}`;
      if (typeof answer === 'string') continue;
      const grade = gradeAnswer(lesson, answer);
      const [really, said] = [[...unmetIn(grade)].sort().join(', '), [...mutant.fails].sort().join(', ')];
      if (really !== said) yield `mutants.yaml: "${mutant.name}" fails ${really || 'nothing'}, and says ${said}.`;
      if (grade.passed) yield `mutants.yaml: "${mutant.name}" passes, though it is wrong.`;
    }
  },

  *'accepts other right answers'({ lesson, accepted }) {
    if (accepted.length < LEAST_ACCEPTED) {
      yield `accepted/: ${accepted.length} of at least ${LEAST_ACCEPTED} other right answers are there. Write it as others would, as accepted/<name>.Dockerfile or, with other files, accepted/<name>/.`;
    }
    const solution = state(lesson, 'solution');
    for (const [name, answer] of accepted) {
      const grade = gradeAnswer(lesson, answer);
      yield* unmet(grade).map((why) => `accepted/${name}: It is right, and does not meet ${why}`);
      if (!grade.passed && unmet(grade).length === 0) yield `accepted/${name}: It does not pass.`;
      if (isSame(answer, solution)) yield `accepted/${name}: It is the solution itself. Write it differently.`;
    }
  },

  *'says why for every criterion that is not met, and names each differently'({ lesson }) {
    const { criteria } = gradeAnswer(lesson, state(lesson, 'starter'));
    const ids = criteria.map(({ id }) => id);
    for (const id of new Set(ids.filter((each, index) => ids.indexOf(each) !== index))) {
      yield `lesson.mdx: Two criteria are called ${id}. Keep one.`;
    }
    for (const { id, label, message } of criteria) {
      if (label === '' || !/[.!?)`"]$/.test(message))
        yield `lesson.mdx: The criterion ${id} says no sentence: ${message}`;
    }
  },

  *'says what one can do after it, and has a question to come back to'({ lesson: { frontMatter } }) {
    if (frontMatter.outcome === undefined) yield 'lesson.mdx: Say in "outcome" what one can do after the lesson.';
    if (frontMatter.recall === undefined) yield 'lesson.mdx: Ask in "recall" what one should still know days later.';
  },

  *'has what to show after the exercise'({ lesson, accepted }) {
    const { passed } = lesson.frontMatter;
    if (passed === undefined) yield 'lesson.mdx: Say in "passed" what the page shows after the exercise.';
    for (const [at, { from, to }] of (passed?.figures ?? []).entries()) {
      for (const side of [from, to]) {
        if (side === undefined || state(lesson, side.state).recording !== undefined) continue;
        yield `lesson.mdx: passed.figures.${at} needs a recording of "${side.state}": npm run record -- ${lesson.slug}/${side.state}`;
      }
    }
    for (const { answer } of passed?.others ?? []) {
      const found = new Map(accepted).get(answer) ?? lesson.data.states.find(({ name }) => name === answer);
      if (found === undefined || gradeAnswer(lesson, found).passed) continue;
      yield `lesson.mdx: passed.others has "${answer}", which does not pass. Name one that does.`;
    }
  },

  *'replaces no message that nobody meets'({ lesson, mutants, accepted }) {
    const solution = state(lesson, 'solution');
    const answers = [
      ...lesson.data.states,
      ...mutants.map((mutant) => mutated(mutant, solution)),
      ...accepted.map(([, answer]) => answer),
    ];
    const met = new Set(
      answers.flatMap((answer) => (typeof answer === 'string' ? [] : findingsIn(gradeAnswer(lesson, answer)))),
    );
    for (const id of Object.keys(lesson.data.task.messages ?? {})) {
      if (met.has(id)) continue;
      yield `lesson.mdx: No state, mutant or accepted answer has a finding of ${id}. Add a mutant that has, or take its message out.`;
    }
  },

  *'says how long it takes'({ lesson }) {
    const { minutes } = lesson.frontMatter;
    const time = lessonTime(lesson);
    if (Math.abs(minutes - time) <= time * TOLERANCE) return;
    yield `lesson.mdx: Say ${Math.round(time)} minutes, or write more or less: it says ${minutes}.`;
  },

  *'shows code that is right, or marked as wrong'({ lesson, texts }) {
    for (const { line, says } of shownCodeFaults(lesson))
      yield `lesson.mdx, line ${lineOf(line, lesson, texts)}: ${says}`;
  },

  *'links to what is there'({ lesson, texts }) {
    for (const { line, says } of deadLinks(lesson.body))
      yield `lesson.mdx, line ${lineOf(line, lesson, texts)}: ${says}`;
  },

  *'links words of the glossary where it first needs them, and there alone'({ lesson }) {
    const known = loadGlossary(root).map(({ id }) => id);
    const linked = termsIn(lesson.body);
    for (const id of new Set(linked)) {
      if (!known.includes(id))
        yield `lesson.mdx: The glossary has no word "${id}". Its words stand in content/glossary.yaml.`;
      const times = linked.filter((each) => each === id).length;
      if (times > 1) yield `lesson.mdx: Keep the first <Term id="${id}">, not ${times} of them.`;
    }
  },

  *'has no file that nobody reads'({ texts }) {
    for (const path of texts.keys()) {
      const isRead = acceptedFile(path) !== undefined || /^(?:starter|solution|variants\/[^/]+)\//.test(path);
      if (isRead || FILES.includes(path)) continue;
      const hint = path.startsWith('accepted/')
        ? 'Call it accepted/<name>.Dockerfile, or put it into accepted/<name>/.'
        : `A lesson has ${FILES.join(', ')}, and the folders starter, solution, variants/<name> and accepted.`;
      yield `${path}: Nothing reads this file. ${hint}`;
    }
  },

  *'has recordings and proofs of its files as they stand'({ stale }) {
    yield* stale;
  },

  *'stands in a track'({ lesson, tracks }) {
    if (tracks.length === 0) yield `content/tracks/: Put ${lesson.slug} into a track.`;
  },
};

/** Everything that is missing or wrong, in the order of the checks. */
export function lessonFaults(written: WrittenLesson): string[] {
  return Object.values(lessonChecks).flatMap((faultsOf) => [...faultsOf(written)]);
}

/** What a page will show as not recorded. It may be published so. */
export function notRecorded({ lesson }: WrittenLesson): readonly LessonState[] {
  return lesson.data.states.filter(({ recording }) => recording === undefined);
}

/** What keeps an answer from passing. */
function blocking({ criteria }: Grade): CriterionResult[] {
  return criteria.filter(({ id, state: each }) => each !== 'met' && !(each === 'unknown' && id in OUTCOMES));
}

function unmet(grade: Grade): string[] {
  return blocking(grade).map(({ id, message }) => `${id}: ${message}`);
}

/** Rules of the findings that a learner is shown. */
function findingsIn({ criteria, others }: Grade): string[] {
  const blocking = criteria.flatMap(({ id }) => (id.startsWith('rule:') ? [id.slice('rule:'.length)] : []));
  return [...blocking, ...others.map(({ rule }) => rule)];
}

/** The mutant, or why there is none. */
function mutated(mutant: Mutant, solution: Answer): Answer | string {
  try {
    return mutate(mutant, solution);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A line of the body as a line of the file. */
function lineOf(line: number, { body }: Lesson, texts: WrittenLesson['texts']): number {
  const whole = texts.get('lesson.mdx')?.split('\n').length;
  return whole === undefined ? line : whole - body.split('\n').length + line;
}
