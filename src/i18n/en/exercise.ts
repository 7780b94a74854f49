/** The exercise of a lesson: what stands in it and what it says while somebody works. */

export const yourFiles = 'Your files';
export const stalled =
  'The exercise did not load: it cannot be edited or checked yet. Check the connection and try again; what you wrote before is kept.';
export const stalledResult = 'not checked: the exercise did not load';
export const tryAgain = 'Try again';
export const noScript = 'Editing and grading need JavaScript. The files and the goals can be read without.';

/** Files and what can be done with them. */
export const files = 'Files of the exercise';
export const readOnly = 'read-only';
/** The lesson has no such file yet; the learner may write it. */
export const newFile = 'new';
export const asTheLessonStarts = (path: string): string => `${path} as the lesson starts`;
export const fileOfLesson = (path: string, lesson: string): string => `${path}, lesson ${lesson}`;
export const plainEditor = 'Plain editor';
export const copy = 'Copy';
export const reset = 'Reset';
export const undoReset = 'Undo reset';
export const loadingEditor = 'Loading the code editor…';

export const tabMovesOn = 'Tab leaves the editor.';
export const tabMovesOnFirst = (key: string): string => `Tab leaves the editor until you type. ${key} switches.`;
export const tabIndents = (key: string): string => `Tab indents. Esc, then Tab leaves the editor. ${key} switches.`;
export const tabNowMoves = 'Tab moves to the next control.';
export const tabNowIndents = 'Tab indents.';

/** Goals and findings. */
export const criteria = 'Goals';
export const judgedOn = (branch: string): string =>
  `Nothing is built here. This is worked out from your text and from the packages of Alpine ${branch}, the release on which the lesson was tried in real builds.`;
export const summary = (met: number, count: number): string => `${met} of ${count} met`;
export const toBeChecked = (count: number): string => `${count} to be checked`;
export const draftIsChecked = 'Your draft is being checked';
export const notCheckedYet = 'not checked yet';
export const passed = 'Passed: the goals are met.';
/** The line above the editor of a narrow screen; before the goal stands how much is met. */
export const goalLine = { passed: 'The goals are met.' };
export const passedWith = (summary: string): string => `Passed: ${summary}.`;
export const nextLesson = 'Next lesson';
export const nextLessonNamed = (title: string): string => `Next: ${title}`;
export const alsoSeen = 'What the rules say';
export const alsoSeenNote = 'a warning never keeps you from passing';
export const further = (count: number): string => `And ${count} more.`;

/** The words that stand for the state of a criterion, beside icon and colour. */
export const states = {
  unchecked: 'To be checked',
  met: 'Met',
  unmet: 'Not met',
  'not-yet': 'Not yet',
  unknown: 'Not sure',
};
/** How much a criterion or a finding counts. */
export const levels = {
  essential: 'essential',
  actionable: 'actionable',
  informative: 'informative',
  error: 'error',
  warning: 'warning',
  info: 'info',
};
export const line = (number: number): string => `Line ${number}`;
export const lines = (first: number, last: number): string => `Lines ${first}–${last}`;
/** The cause behind the symptom of a goal. */
export const why = 'Why?';
/** What a fix does would be the answer, so its name shows with its preview. `place` is {@link line} or {@link lines}. */
export const showFix = (place: string | undefined): string =>
  place === undefined ? 'Show a fix' : `Show a fix for ${place.toLowerCase()}`;
export const hideFix = 'Hide the fix';
export const applyFix = 'Apply the fix';
export const fixPreview = (fix: string): string => `The fix: ${fix}`;
/** In the menu of the code editor. */
export const quickFix = (number: number): string => `Fix line ${number}`;
export const tryFix = 'Try a change of your own first, or press again to see the fix.';
export const suggestion = (fix: string): string => `${fix} (suggestion)`;
export const fixDone = (fix: string): string => `Done: ${fix}.`;
export const fixLeftOut = (reason: string): string => `Nothing is changed, because this fix would do harm: ${reason}.`;

export const copyForReview = 'Copy for review';
export const copiedForReview = 'Copied for review, as Markdown.';
export const copiedFile = (path: string): string => `Copied ${path}.`;
export const notCopied = 'The browser did not allow copying. Select the text and copy it by hand.';
/** A finding in Markdown, for a review; `place` is {@link line} or {@link lines}. */
export const reviewTitle = (finding: string, place: string | undefined): string =>
  place === undefined ? `**${finding}**` : `**${finding}** (${place.toLowerCase()})`;
export const reviewRule = (rule: string, url: string): string => `Rule: [${rule}](${url})`;
export const reviewFix = (fix: string): string => `${fix}:`;

/** Hints and the solution. */
export const stuck = 'Stuck?';
export const hint = (number: number): string => `Hint ${number}`;
export const compare = 'Compare with the solution';
export const trySolution = 'Try a change of your own first, or press again to see the solution.';
export const yoursAndSolution = 'Yours and the solution';
export const legend = '− yours, + the solution';
export const file = 'File';
export const close = 'Close';
export const noDifference = 'There is no difference: yours is the solution, word for word.';
export const yours = (path: string): string => `Your ${path}`;
export const ofSolution = (path: string): string => `${path} of the solution`;

/** What the learner has changed, beside the files as the lesson starts. */
export const changes = 'Changes';
export const noChanges = 'Nothing is changed yet: these are the files as the lesson starts.';
export const changed = (path: string): string => `${path}: the lesson’s text and yours`;

/** Draft, reset, two tabs. */
export const nothingToReset = 'Nothing to reset: this is what the lesson starts with.';
export const resetDone = 'Reset to the starter. Undo reset brings your text back.';
export const resetUndone = 'Your text is back.';
export const changedElsewhere = 'This exercise was changed in another tab.';
export const changedElsewhereNote =
  'This exercise was changed in another tab. What you write here is kept separately until you choose one. “Undo reset” brings the other one back.';
export const useOther = 'Use the other tab’s version';
export const otherUsed = 'This is the other tab’s version. Undo reset brings yours back.';
export const keepMine = 'Keep mine';
export const mineKept = 'Yours is kept. Undo reset brings the other tab’s version.';
export const draftRefused =
  'Your browser does not let this page keep your draft: it is gone when you leave. Copy your text first.';
export const draftTooLong = 'Your text is too long to be kept as a draft: it is gone when you leave. Copy it first.';
export const draftBroken =
  'What this browser has kept of this exercise cannot be read, so you start from the lesson’s own text. What you write from now on replaces it.';

/** What did not come, or failed. */
export const editorNote =
  'The code editor did not load, so this is the plain editor. It grades the same, and you can go on writing here.';
export const editorFailed = 'The code editor did not load. This is the plain editor.';
export const isPlainEditor = 'This is the plain editor.';
export const isCodeEditor = 'This is the code editor.';
/** When nothing can be graded: the checker did not come, or the browser starts no worker. */
export const checkerMissing =
  'The checker did not load, so nothing is graded yet. Check the connection and try again; what you write is kept.';
export const checkerRefused =
  'The browser does not start the worker that the checker runs in, so nothing is graded yet. Allow this site to use workers, or use another browser, and try again; what you write is kept.';
export const checkerFailed = 'The checker did not load. Nothing is graded yet.';
export const tryingAgain = 'Trying again …';
export const checkerIsHere = 'The checker is here.';
/** Parts of the checker, as {@link faultOfChecker} names them. */
export const checkerParts = {
  grade: 'the grade',
  check: 'the check',
  criteria: 'the list of goals',
  comparison: 'the comparison',
  picture: 'the picture',
};
export const checkerRule = (rule: string): string => `rule ${rule}`;
export const faultOfChecker = (parts: string): string =>
  `The checker failed on this text (${parts}). Please report it with the text; your draft is safe and everything else still counts.`;

/** A text for which the checker gave no grade. */
export const tooSlow = (hasGrade: boolean): string =>
  `This text took the checker longer than a second, so it was stopped. ${untilChanged(hasGrade)}`;
export const crashed = (hasGrade: boolean): string =>
  `The checker failed on this text and was started again. ${untilChanged(hasGrade)}`;
const untilChanged = (hasGrade: boolean): string =>
  hasGrade
    ? 'The last grade stays until you change the text; your draft is safe. Please report it with the text.'
    : 'Change the text to have it graded; your draft is safe. Please report it with the text.';
