import type { LessonState } from '../../lessons/content/lesson-data.ts';
import { runAs } from '../../i18n/en/recordings.ts';
import { exitText } from '../../lessons/recordings/exit-text.ts';
import { stepLines, type Step, type Timeline } from '../../player/index.ts';
import { shortLabel, stepCount } from '../../lessons/recordings/replay-messages.ts';
import { madeElement } from '../shared/dom.ts';

/**
 * Puts the whole transcript of the shown recording into its record, where the page, to stay light, has parts of it or
 * a link. The same headings as BuildRecord.astro.
 */
export function showTranscript(root: HTMLElement, state: LessonState, timeline: Timeline): void {
  const body = root.querySelector<HTMLElement>(`.bp-record[data-state="${state.name}"] .bp-transcript-body`);
  if (body === null) return;
  body.replaceChildren(...timeline.steps.map((step) => section(timeline, step, state)));
}

function section(timeline: Timeline, step: Step, { name, recording }: LessonState): HTMLElement {
  const heading = madeElement('h4', '', `${stepCount(step) ?? ''} ${shortLabel(step)}`.trim());
  heading.id = `${name}-step-${step.number}`;
  const parts = [heading];
  if (step.exitCode !== undefined) parts.push(madeElement('p', 'bp-exit', exitText(step.exitCode)));
  const command = recording?.meta.commands.find((entry) => step.kind === 'command' && entry.command === step.label);
  if (command !== undefined && command.ran !== command.command) {
    parts.push(madeElement('p', 'bp-ran', `${runAs} ${command.ran}`));
  }
  const text = stepLines(timeline, step).join('\n').trim();
  if (text !== '') parts.push(madeElement('pre', '', text));
  const whole = madeElement('section', '', '');
  whole.append(...parts);
  return whole;
}
