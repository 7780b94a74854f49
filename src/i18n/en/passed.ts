/** What the page of a lesson shows once its exercise is done. */

export const tab = 'Passed';
export const label = 'After the exercise';
/** Beside the result, where the goals are. */
export const see = 'See what has changed';
export const loading = 'Loading …';
export const again = 'Try again';
export const failed = 'This did not load. Check the connection and try again.';
/** Said when the exercise passes, after the result. */
export const isThere = 'What has changed is under “Passed”.';

/** Before and after. */
export const figures = 'Before and after';
export const seconds = (count: string): string => `${count} s`;
export const cited = (number: string, unit: string): string => `${number} ${unit}`;
export const less = (amount: string): string => `${amount} less`;
export const more = (amount: string): string => `${amount} more`;
export const from = 'From:';
/** Below the figures: whose they are. */
export const recordedNote = 'Recorded in real builds of the lesson’s own files. Yours can differ a little.';

/** Other answers. */
export const others = 'Other ways that pass';
export const beside = (way: string): string => `Show “${way}” beside yours`;
export const alone = (way: string): string => `Show “${way}”`;
export const thisWay = (path: string): string => `This way: ${path}`;
export const yours = (path: string): string => `Yours: ${path}`;
export const onlyHere = 'Only in this one:';
export const size = (bytes: string): string => `Its image has ${bytes}.`;

/** A reviewer's question. */
export const explain = 'Explain it to a reviewer';
export const yourAnswer = 'Your answer';
export const keptHere = 'Two or three sentences will do. They stay in this browser.';
export const notKept = 'Your browser does not keep this text: copy it before you leave.';
export const compare = 'Compare with an answer of ours';
export const ours = 'How we would answer';
export const compareHow = 'Do both name the same cause? Is something missing in one of them?';

/** What next. */
export const next = (lesson: string): string => `Next: ${lesson}`;
export const end = (track: string): string => `To the end of the track: ${track}`;
/** A link, and what the rest of its sentence says. */
export const review = 'Review';
export const comesBack = ' asks you a question about this lesson, a day after you have passed it.';
