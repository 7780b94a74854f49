import * as words from '../../i18n/en/exercise.ts';
import { isThere } from '../../i18n/en/passed.ts';
import { dockerfilePath, stateOf } from '../../lessons/content/exercise-files.ts';
import type { DraftFiles, Saved } from '../../lessons/learner/drafts.ts';
import type { EditorKind } from '../../lessons/learner/preferences.ts';
import type { CheckerClient } from '../checker-service/checker-client.ts';
import type { GradedText } from '../checker-service/protocol.ts';
import type { FindingView } from '../checker-service/view.ts';
import { CheckerUnavailable, type TextRefused } from '../checker-service/worker-queue.ts';
import type { EditorPane } from '../editor/editor-pane.ts';
import type { SourceFiles } from '../editor/source-files.ts';
import type { Announcer } from '../shared/announcer.ts';
import type { ChangesPanel } from './changes-panel.ts';
import type { CriteriaPanel } from './criteria-panel.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import type { FindingCommands } from './finding-commands.ts';
import { FirstTry } from './first-try.ts';
import type { RecordingPicker } from './recording-picker.ts';
import type { ResetButtons } from './reset-buttons.ts';
import type { ResetMemory } from './reset-memory.ts';
import type { SessionView } from './session-view.ts';
import type { SolutionDialog } from './solution-dialog.ts';
import { refusalMessage, storageNotes } from './static-parts.ts';
import type { Workspace } from './workspace.ts';

/** The pieces that a session ties together; `open-session.ts` makes them from a page. */
export interface SessionParts {
  readonly workspace: Workspace;
  readonly view: Pick<SessionView, keyof SessionView>;
  readonly panel: Pick<CriteriaPanel, 'show'>;
  readonly changes: Pick<ChangesPanel, 'update'>;
  readonly pane: Pick<EditorPane, 'kind' | 'active' | 'surface' | 'prepare' | 'reach' | 'use' | 'setFindings'>;
  readonly sources: Pick<SourceFiles, 'showDraft'>;
  readonly announcer: Pick<Announcer, 'now' | 'later' | 'cancel'>;
  readonly keeper: Pick<DraftKeeper, 'changed' | 'flush' | 'useOther' | 'keepMine'>;
  readonly memory: Pick<ResetMemory, 'edited'>;
  readonly reset: Pick<ResetButtons, 'update'>;
  readonly checker: Pick<CheckerClient, 'start' | 'changed' | 'lesson'>;
  readonly recordings: Pick<RecordingPicker, 'graded'>;
  readonly commands: Pick<FindingCommands, 'fix' | 'review'>;
  readonly solution: Pick<SolutionDialog, 'open'>;
  readonly progress: { started(): void; passed(): void };
  readonly savePreference: (kind: EditorKind) => void;
  /** Copies text. @returns false when the browser does not let us. */
  readonly copy: (text: string) => Promise<boolean>;
}

/** A workbench at work: what follows from what the learner does, and from what the checker says of it. */
export class WorkbenchSession {
  readonly #parts: SessionParts;
  /** What the learner has just done, to be said together with the result of it. */
  #done = '';
  /** The progress is noted already. */
  #started = false;
  /** Texts are being replaced by the page, not by typing. */
  #replacing = false;
  #hasGrade = false;
  readonly #firstTry = new FirstTry();

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Loads everything that editing needs. Neither waits for the other. @returns whether there is a checker. */
  async start(): Promise<boolean> {
    const { checker, pane, view } = this.#parts;
    void pane.prepare();
    const isThere = await checker.start();
    if (isThere) view.showUnavailable(undefined);
    return isThere;
  }

  async retry(): Promise<void> {
    this.#parts.view.showUnavailable(undefined);
    this.#say(words.tryingAgain);
    if (await this.start()) this.#say(words.checkerIsHere);
  }

  /** A text was changed in the editor. */
  edited(path: string, text: string): void {
    const { workspace, memory, reset } = this.#parts;
    const before = workspace.text(path);
    if (!workspace.set(path, text)) return;
    if (!this.#replacing && memory.edited(before, text)) reset.update();
    this.#changed();
  }

  /** Puts these texts in place of what is there. */
  replace(files: DraftFiles): void {
    const { pane, reset, sources, workspace } = this.#parts;
    this.#replacing = true;
    for (const [path, text] of Object.entries(files)) {
      if (pane.surface === undefined) workspace.set(path, text);
      else pane.surface.setText(path, text);
    }
    this.#replacing = false;
    sources.showDraft(workspace.draft);
    reset.update();
    this.#changed();
  }

  graded(graded: GradedText, asked: boolean): void {
    const { announcer, pane, panel, progress, recordings, view, workspace } = this.#parts;
    this.#hasGrade = true;
    if (graded.view !== undefined) {
      panel.show(graded.view);
      if (this.#firstTry.note(graded.view, workspace.isStarter)) view.showTried();
    }
    view.showGraded();
    view.showUnavailable(undefined);
    pane.setFindings(dockerfilePath, graded.findings);
    const failure = graded.failures.length === 0 ? '' : words.faultOfChecker(graded.failures.join(', '));
    view.showText('failure', failure);
    const hasPassed = graded.passed && !graded.isProvisional;
    if (hasPassed) progress.passed();
    if (asked) {
      const more = hasPassed ? isThere : '';
      announcer.later([this.#done, failure, graded.view?.status ?? '', more].filter(Boolean).join(' '));
    }
    this.#done = '';
    const passedWith = hasPassed ? workspace.draft : undefined;
    view.tell('belay:graded', { passed: graded.passed, picture: graded.picture, passedWith, isAsked: asked });
    if (graded.view !== undefined) recordings.graded();
  }

  /** The checker gave no answer for the text: the last grade stays, and it is said. */
  refused(reason: TextRefused['reason']): void {
    const message = refusalMessage(reason, this.#hasGrade);
    this.#parts.view.showText('failure', message);
    if (!this.#hasGrade) this.#parts.view.showUngraded();
    this.#done = '';
    this.#parts.announcer.later(message);
  }

  /** There is nothing to grade with. */
  unavailable(error: unknown): void {
    console.error('Belay: grading could not be loaded.', error);
    const isRefused = error instanceof CheckerUnavailable && error.kind === 'refused';
    this.#parts.view.showUnavailable(isRefused ? 'refused' : 'missing');
    this.#parts.view.showUngraded();
    this.#say(words.checkerFailed);
  }

  saved(saved: Saved): void {
    this.#parts.view.showText('storage-note', saved === 'saved' ? '' : storageNotes[saved]);
  }

  /** Another tab has changed the draft, or both versions are the same again. */
  conflict(isOpen: boolean): void {
    this.#parts.view.showNote('conflict-note', isOpen);
    this.#parts.reset.update();
    if (isOpen) this.#say(words.changedElsewhere);
  }

  useOther(): void {
    this.replace(this.#parts.keeper.useOther());
    this.#say(words.otherUsed);
  }

  keepMine(): void {
    this.#parts.keeper.keepMine();
    this.#parts.reset.update();
    this.#say(words.mineKept);
  }

  async fix(finding: FindingView): Promise<void> {
    await this.#parts.commands.fix(
      finding,
      (title) => (this.#done = words.fixDone(title)),
      (reason) => this.#say(words.fixLeftOut(reason)),
    );
  }

  /** A fix waits for a first try, or for a second press. */
  mayShowFix({ key }: FindingView): boolean {
    const may = this.#firstTry.mayShow(key);
    if (!may) this.#say(words.tryFix);
    return may;
  }

  async copyReview(finding: FindingView): Promise<void> {
    const markdown = await this.#parts.commands.review(finding);
    if (markdown !== undefined) await this.#copy(markdown, words.copiedForReview);
  }

  async copyFile(): Promise<void> {
    const { active } = this.#parts.pane;
    await this.#copy(this.#parts.workspace.text(active), words.copiedFile(active));
  }

  async showSolution(): Promise<void> {
    const { checker, pane, solution, workspace } = this.#parts;
    if (!this.#firstTry.mayShow('solution')) {
      this.#say(words.trySolution);
      return;
    }
    void this.start();
    // When the lesson's data do not come, the start has said so.
    const lesson = await checker.lesson().catch(() => undefined);
    if (lesson === undefined) return;
    const { dockerfile, files } = stateOf(lesson, 'solution');
    const compared = workspace.files
      .filter((file) => file.editable)
      .map(({ path }) => ({
        path,
        draft: workspace.text(path),
        solution: path === dockerfilePath ? dockerfile : (files[path] ?? ''),
      }));
    solution.open(compared, pane.kind);
  }

  async useEditor(kind: EditorKind): Promise<void> {
    const { pane, savePreference, view } = this.#parts;
    savePreference(kind);
    view.showNote('editor-note', false);
    const ready = pane.use(kind);
    view.showEditor(pane.kind);
    void this.start();
    await ready;
    if (pane.kind !== kind) return;
    this.#say(kind === 'textarea' ? words.isPlainEditor : words.isCodeEditor);
  }

  /** The code editor did not come; the plain one stands in. */
  editorFailed(): void {
    this.#parts.view.showEditor('textarea');
    this.#parts.view.showNote('editor-note', true);
    this.#say(words.editorFailed);
  }

  tabChanged(movesFocus: boolean, asked: boolean): void {
    this.#parts.view.showEditor('monaco', movesFocus);
    if (asked) this.#say(movesFocus ? words.tabNowMoves : words.tabNowIndents);
  }

  #changed(): void {
    const { changes, checker, keeper, progress, workspace } = this.#parts;
    if (!this.#started && !workspace.isStarter) {
      this.#started = true;
      progress.started();
    }
    keeper.changed();
    changes.update();
    checker.changed();
  }

  async #copy(text: string, done: string): Promise<void> {
    const isCopied = await this.#parts.copy(text);
    this.#say(isCopied ? done : words.notCopied);
  }

  #say(message: string): void {
    this.#parts.announcer.now(message);
  }
}
