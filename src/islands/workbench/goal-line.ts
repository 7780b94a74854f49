import { goalLine } from '../../i18n/en/exercise.ts';
import type { GradeView } from '../checker-service/view.ts';
import { setText } from '../shared/dom.ts';
import { showMessage } from '../shared/show-message.ts';

/** One line above the editor of a narrow screen: how much is met, and what is next. It links to the goals. */
export function showGoalLine(root: HTMLElement, { summary, criteria, passed }: GradeView): void {
  const [count, goal] = root.querySelectorAll<HTMLElement>('.wb-goal > *');
  const next = criteria.find(({ open }) => open);
  if (count === undefined || goal === undefined) return;
  setText(count, summary);
  showMessage(goal, passed || next === undefined ? goalLine.passed : next.label);
}
