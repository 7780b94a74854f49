import { goalLine } from '../../i18n/en/exercise.ts';
import type { GradeView } from '../checker-service/view.ts';
import { showMessage } from '../shared/show-message.ts';

/** One line above the editor of a narrow screen: how much is met, and what is next. It links to the goals. */
export function showGoalLine(root: HTMLElement, { summary, criteria, passed }: GradeView): void {
  const goal = root.querySelector<HTMLElement>('.wb-goal > strong');
  const next = criteria.find(({ open }) => open);
  if (goal === null) return;
  showCount(root, summary);
  showMessage(goal, passed || next === undefined ? goalLine.passed : next.label);
}

/** How much is met, or that it is not known, without a word about the goal. */
export function showCount(root: HTMLElement, summary: string): void {
  const count = root.querySelector('.wb-goal > strong')?.previousSibling;
  if (count !== null && count !== undefined) count.nodeValue = `${summary} `;
}
