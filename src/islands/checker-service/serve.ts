import { LessonGrader } from './lesson-grader.ts';
import type { Answers, FromWorker, Question, ToWorker, Topic } from './protocol.ts';

/** The end of the line that the worker holds. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}

/** Answers questions in a worker. */
export function serve(scope: WorkerScope): void {
  let grader: LessonGrader | undefined;
  scope.addEventListener('message', ({ data }) => {
    if ('lesson' in data) {
      grader = new LessonGrader(data.lesson);
      grader.warmUp();
      scope.postMessage({ is: 'ready' });
      return;
    }
    if (grader === undefined) return;
    scope.postMessage({ is: 'begun' });
    scope.postMessage(reply(grader, data));
  });
}

function reply(grader: LessonGrader, question: Question): FromWorker {
  try {
    return { is: 'answer', answer: answer(grader, question) };
  } catch (error) {
    console.error(`Belay: the checker failed on a question (${question.topic}).`, error);
    return { is: 'fault', words: String(error) };
  }
}

function answer(grader: LessonGrader, { topic, question }: Question): Answers[Topic] {
  switch (topic) {
    case 'grade':
      return grader.grade(question);
    case 'fix':
      return grader.fix(question);
    case 'review':
      return grader.review(question);
    case 'recording':
      return grader.recording(question);
  }
}
