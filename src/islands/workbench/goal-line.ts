import { goalLine } from '../../i18n/en/exercise.ts';
import type { GradeView } from '../checker-service/view.ts';
import { showMessage } from '../shared/show-message.ts';

/** One line above the editor of a narrow screen: how much is met, and what is next. It links to the goals. */
export function showGoalLine(root: HTMLElement, { summary, criteria, passed }: GradeView): void {
  const goal = root.querySelector<HTMLElement>('.wb-goal > strong');
  const next = criteria.find(({ open }) => open);
  if (goal === null) return;
  if (goal.previousSibling !== null) goal.previousSibling.nodeValue = `${summary} `;
  showMessage(goal, passed || next === undefined ? goalLine.passed : next.label);
}
