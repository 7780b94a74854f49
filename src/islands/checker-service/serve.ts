import { fullyNamedIndex } from '../../checker/index.ts';
import { LessonGrader } from './lesson-grader.ts';
import type { Answers, FromWorker, Question, ToWorker, Topic } from './protocol.ts';

/** The end of the line that the worker holds. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}

/**
 * Answers questions in a worker.
 * @param loadIndex what is known of packages beyond what comes with the checker; it is large, so that the first grade
 *   does not wait for it.
 */
export function serve(scope: WorkerScope, loadIndex = fullyNamedIndex): void {
  let grader: LessonGrader | undefined;
  let isLearning = false;
  let hasFailed = false;
  const learn = async (pupil: LessonGrader): Promise<void> => {
    if (isLearning) return;
    isLearning = true;
    const index = await loadIndex().catch(() => undefined);
    if (index !== undefined || !hasFailed) {
      if (pupil.learn(index)) scope.postMessage({ is: 'learned' });
    }
    if (index === undefined) {
      // The network is gone: what only the names decide stays open, grades are final without them, and the next one tries again.
      hasFailed = true;
      isLearning = false;
    }
  };
  scope.addEventListener('message', ({ data }) => {
    if ('lesson' in data) {
      grader = new LessonGrader(data.lesson);
      grader.warmUp();
      scope.postMessage({ is: 'ready' });
      return;
    }
    if (grader === undefined) return;
    scope.postMessage({ is: 'begun' });
    if (data.topic === 'grade' && !isLearning && !hasFailed) grader.expectMore();
    scope.postMessage(reply(grader, data));
    if (data.topic === 'grade') void learn(grader);
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
