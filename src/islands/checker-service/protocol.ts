import type { LessonData } from '../../lessons/content/lesson-data.ts';
import { LessonGrader, type Answers, type Questions, type Topic } from './lesson-grader.ts';
import type { Engine } from './grade-text.ts';

/** To the worker: first the lesson, then questions. */
export type ToWorker = { readonly lesson: LessonData } | Question;

export type Question = { [T in Topic]: { readonly topic: T; readonly question: Questions[T] } }[Topic];

/** From the worker: that it is there, then an answer for each question, in the order of the questions. */
export type FromWorker = { readonly ready: true } | Answer;

export type Answer = { [T in Topic]: { readonly topic: T; readonly answer: Answers[T] } }[Topic];

/** The end of the line that the worker holds. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}

/** Answers questions in a worker. */
export function serve(scope: WorkerScope, engine: Engine): void {
  let assessor: LessonGrader | undefined;
  scope.addEventListener('message', ({ data }) => {
    if ('lesson' in data) {
      assessor = new LessonGrader(data.lesson, engine);
      scope.postMessage({ ready: true });
    } else if (assessor !== undefined) scope.postMessage(answer(assessor, data));
  });
}

function answer(assessor: LessonGrader, { topic, question }: Question): Answer {
  if (topic === 'grade') return { topic, answer: assessor.grade(question) };
  return { topic, answer: assessor.fit(question) };
}
