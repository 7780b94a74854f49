import { draftStorageKey, hasBrokenDraft, loadDraft, type DraftFiles } from '../../lessons/learner/drafts.ts';
import { dockerfilePath, stateOf } from '../../lessons/content/exercise-files.ts';
import { loadPreferences, savePreferences, type EditorKind } from '../../lessons/learner/preferences.ts';
import { markPassed, markStarted } from '../../lessons/learner/progress.ts';
import { Announcer } from '../shared/announcer.ts';
import { copyText } from '../shared/clipboard.ts';
import { CriteriaPanel } from './criteria-panel.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { EditorPane } from './editor-pane.ts';
import type { BelayGraded } from '../shared/events.ts';
import { FileTabs } from './file-tabs.ts';
import { FindingCommands } from './finding-commands.ts';
import type { Graded } from '../checker-service/grade-text.ts';
import { GradingLoop } from './grading-loop.ts';
import { onIntentOrIdle } from '../shared/intent.ts';
import { data, part, setText } from '../shared/dom.ts';
import { ResetButtons } from './reset-buttons.ts';
import { ResetMemory } from './reset-memory.ts';
import { SolutionDialog } from './solution-dialog.ts';
import { SourceFiles } from './source-files.ts';
import { fillNotes, showNextLesson, showTabHint } from './static-parts.ts';
import type { FindingView } from './view.ts';
import { Workspace } from './workspace.ts';

/** A workbench at work, from the moment its element is in the page until it leaves. Ties the pieces together. */
export class WorkbenchSession {
  readonly #root: HTMLElement;
  readonly #slug: string;
  readonly #stop = new AbortController();
  readonly #sources: SourceFiles;
  readonly #workspace: Workspace;
  readonly #announcer: Announcer;
  readonly #keeper: DraftKeeper;
  readonly #memory: ResetMemory;
  readonly #reset: ResetButtons;
  readonly #pane: EditorPane;
  readonly #tabs: FileTabs;
  readonly #loop: GradingLoop;
  readonly #commands: FindingCommands;
  readonly #panel: CriteriaPanel;
  readonly #solution: SolutionDialog;
  /** What the learner has just done, to be said together with the result of it. */
  #done = '';
  /** The progress is noted already. */
  #started = false;
  /** Texts are being replaced by the page, not by typing. */
  #replacing = false;

  constructor(root: HTMLElement) {
    const { signal } = this.#stop;
    this.#root = root;
    this.#slug = data(root, 'lesson');
    const frame = part(root, 'frame', HTMLElement);
    const ruleUrl = (rule: string): string => `${data(root, 'rules')}${rule}/`;
    this.#sources = new SourceFiles(frame);
    this.#workspace = new Workspace(this.#sources.files, loadDraft(this.#slug));
    this.#sources.showDraft(this.#workspace.draft);
    this.#announcer = new Announcer(part(root, 'status', HTMLElement));
    this.#memory = new ResetMemory(this.#slug);
    this.#keeper = new DraftKeeper({
      slug: this.#slug,
      workspace: this.#workspace,
      memory: this.#memory,
      onSaved: (saved) => this.#showNote('storage-note', saved === 'saved' ? '' : storageNotes[saved]),
      onConflict: (isOpen) => this.#onConflict(isOpen),
    });
    this.#reset = new ResetButtons(
      {
        root,
        workspace: this.#workspace,
        memory: this.#memory,
        replace: (files) => this.#replace(files),
        announce: (message) => this.#say(message),
      },
      signal,
    );
    this.#loop = new GradingLoop(
      {
        url: data(root, 'src'),
        workspace: this.#workspace,
        onGraded: (graded, asked) => this.#onGraded(graded, asked),
      },
      signal,
    );
    this.#pane = new EditorPane(
      {
        root,
        frame,
        sources: this.#sources,
        workspace: this.#workspace,
        kind: loadPreferences().editor ?? (matchMedia('(pointer: coarse)').matches ? 'textarea' : 'monaco'),
        label: (path) => `${path}, lesson ${data(root, 'title')}`,
        ruleUrl,
        onChange: (path, text) => this.#onChange(path, text),
        onTabChange: (movesFocus, asked) => this.#onTabChange(movesFocus, asked),
        onFallback: () => this.#onFallback(),
        onArrival: () => (this.#part('editor-note').hidden = true),
      },
      signal,
    );
    this.#tabs = new FileTabs(root.querySelector('[role="tablist"]'), frame, (path) => this.#pane.show(path), signal);
    this.#commands = new FindingCommands({
      workspace: this.#workspace,
      pane: this.#pane,
      tabs: this.#tabs,
      loop: this.#loop,
      ruleUrl,
    });
    this.#panel = new CriteriaPanel(
      root,
      {
        jump: (finding) => void this.#commands.jump(finding),
        fix: (finding) =>
          void this.#commands.fix(
            finding,
            (title) => (this.#done = `Done: ${title}.`),
            (reason) => this.#say(`Nothing is changed. The fix is left out: ${reason}.`),
          ),
        review: (finding) => void this.#copyReview(finding),
        ruleUrl,
      },
      signal,
    );
    this.#solution = new SolutionDialog(root, signal);
    this.#showKind();
    showTabHint(root, this.#pane.kind, true);
    showNextLesson(root);
    fillNotes(root);
    this.#setPending(!this.#workspace.isStarter);
    if (hasBrokenDraft(this.#slug)) this.#showNote('storage-note', storageNotes.broken);
    this.#listen(signal);
  }

  dispose(): void {
    this.#keeper.flush();
    this.#announcer.cancel();
    this.#stop.abort();
  }

  #listen(signal: AbortSignal): void {
    const click = (name: string, action: () => void): void =>
      part(this.#root, name, HTMLElement).addEventListener('click', action, { signal });
    click('copy', () => void this.#copyFile());
    click('plain', () => void this.#useKind(this.#pane.kind === 'monaco' ? 'textarea' : 'monaco'));
    click('solution', () => void this.#showSolution());
    click('conflict-other', () => {
      this.#replace(this.#keeper.useOther());
      this.#say('This is the other tab’s version. Undo reset brings yours back.');
    });
    click('conflict-mine', () => {
      this.#keeper.keepMine();
      this.#reset.update();
      this.#say('Yours is kept. Undo reset brings the other tab’s version.');
    });
    click('load-retry', () => void this.#retry());
    click('editor-retry', () => void this.#useKind('monaco'));
    for (const hint of this.#root.querySelectorAll('details.wb-hint')) {
      hint.addEventListener('toggle', () => hint.setAttribute('data-seen', ''), { signal, once: true });
    }
    addEventListener('pagehide', () => this.#keeper.flush(), { signal });
    document.addEventListener('visibilitychange', () => this.#keeper.flush(), { signal });
    // Key is null when all was cleared. A tab that slept was told nothing, so it looks when it is looked at.
    addEventListener(
      'storage',
      ({ key }) => {
        if (key === null || key === draftStorageKey(this.#slug)) this.#keeper.look();
      },
      { signal },
    );
    for (const type of ['focus', 'pageshow', 'visibilitychange']) {
      (type === 'visibilitychange' ? document : window).addEventListener(type, () => this.#keeper.look(), { signal });
    }
    document.addEventListener('belay:select-line', (event) => this.#commands.selectLine(event.detail.line), {
      signal,
    });
    const toPaper = (): void => this.#sources.showDraft(this.#workspace.draft);
    addEventListener('beforeprint', toPaper, { signal });
    matchMedia('print').addEventListener('change', toPaper, { signal });
    onIntentOrIdle(this.#root, () => void this.#start(), signal);
  }

  /** Loads everything that editing needs. Neither waits for the other. */
  async #start(): Promise<boolean> {
    void this.#pane.prepare();
    const note = this.#part('load-note');
    try {
      await this.#loop.start();
      note.hidden = true;
    } catch (error) {
      if (this.#stop.signal.aborted) return false;
      console.error('Belay: grading could not be loaded.', error);
      note.hidden = false;
      this.#root.toggleAttribute('data-ungraded', true);
      this.#say('The checker did not load. Nothing is graded yet.');
      this.#setPending(false);
      this.#part('summary').textContent = 'not checked yet';
    }
    return this.#loop.lesson !== undefined;
  }

  async #retry(): Promise<void> {
    this.#part('load-note').hidden = true;
    this.#say('Trying again …');
    if (await this.#start()) this.#say('The checker is here.');
  }

  #onChange(path: string, text: string): void {
    const before = this.#workspace.text(path);
    if (!this.#workspace.set(path, text)) return;
    if (!this.#replacing && this.#memory.edited(before, text)) this.#reset.update();
    this.#changed();
  }

  #changed(): void {
    if (!this.#started && !this.#workspace.isStarter) {
      this.#started = true;
      markStarted(this.#slug);
    }
    this.#keeper.changed();
    this.#loop.changed();
  }

  #replace(files: DraftFiles): void {
    this.#replacing = true;
    for (const [path, text] of Object.entries(files)) {
      if (this.#pane.surface === undefined) this.#workspace.set(path, text);
      else this.#pane.surface.setText(path, text);
    }
    this.#replacing = false;
    this.#sources.showDraft(this.#workspace.draft);
    this.#reset.update();
    this.#changed();
  }

  #onConflict(isOpen: boolean): void {
    this.#part('conflict-note').hidden = !isOpen;
    this.#reset.update();
    if (isOpen) this.#say('This exercise was changed in another tab.');
  }

  #onGraded(graded: Graded, asked: boolean): void {
    if (graded.view !== undefined) this.#panel.show(graded.view);
    this.#root.toggleAttribute('data-ungraded', false);
    // Shown in the frame after it has moved: what moves unseen disturbs nobody.
    if (this.#root.hasAttribute('data-pending')) requestAnimationFrame(() => this.#setPending(false));
    this.#pane.setFindings(dockerfilePath, graded.findings);
    const failure = graded.failures.length === 0 ? '' : failureMessage(graded.failures);
    this.#showNote('failure', failure);
    if (graded.grade?.passed === true) markPassed(this.#slug);
    if (asked) this.#announcer.later([this.#done, failure, graded.view?.status ?? ''].filter(Boolean).join(' '));
    this.#done = '';
    const detail: BelayGraded = { fit: this.#loop.fitOf(graded, this.#workspace.draft) };
    this.#root.dispatchEvent(new CustomEvent('belay:graded', { detail, bubbles: true }));
  }

  async #copyReview(finding: FindingView): Promise<void> {
    const markdown = await this.#commands.review(finding);
    if (markdown !== undefined) await this.#copy(markdown, 'Copied for review, as Markdown.');
  }

  async #copyFile(): Promise<void> {
    await this.#copy(this.#workspace.text(this.#pane.active), `Copied ${this.#pane.active}.`);
  }

  async #copy(text: string, done: string): Promise<void> {
    this.#say(
      (await copyText(text)) ? done : 'The browser did not allow copying. Select the text and copy it by hand.',
    );
  }

  async #showSolution(): Promise<void> {
    await this.#start();
    const { lesson } = this.#loop;
    if (lesson === undefined) return;
    const solution = stateOf(lesson, 'solution');
    const files = this.#workspace.files
      .filter((file) => file.editable)
      .map(({ path }) => ({
        path,
        draft: this.#workspace.text(path),
        solution: path === dockerfilePath ? solution.dockerfile : (solution.files[path] ?? ''),
      }));
    this.#solution.open(files, this.#pane.kind);
  }

  async #useKind(kind: EditorKind): Promise<void> {
    savePreferences({ editor: kind });
    this.#part('editor-note').hidden = true;
    const ready = this.#pane.use(kind);
    this.#showKind();
    showTabHint(this.#root, kind, true);
    void this.#start();
    await ready;
    if (this.#pane.kind !== kind) return;
    this.#say(kind === 'textarea' ? 'This is the plain editor.' : 'This is the code editor.');
  }

  #onTabChange(movesFocus: boolean, asked: boolean): void {
    showTabHint(this.#root, 'monaco', movesFocus);
    if (asked) this.#say(movesFocus ? 'Tab moves to the next control.' : 'Tab indents.');
  }

  #onFallback(): void {
    this.#showKind();
    showTabHint(this.#root, 'textarea', true);
    this.#part('editor-note').hidden = false;
    this.#say('The code editor did not load. This is the plain editor.');
  }

  /**
   * The page lists what the starter meets. For a draft that is not true, and would move when its grade arrives: the
   * list is kept out of sight until then.
   */
  #setPending(pending: boolean): void {
    this.#root.toggleAttribute('data-pending', pending);
    if (pending) this.#part('summary').textContent = 'Your draft is being checked';
  }

  #showKind(): void {
    part(this.#root, 'plain', HTMLElement).setAttribute('aria-pressed', String(this.#pane.kind === 'textarea'));
  }

  /** Shows a note; an empty one goes away. */
  #showNote(name: 'failure' | 'storage-note', text: string): void {
    const note = this.#part(name);
    note.hidden = text === '';
    setText(note, text);
  }

  #say(message: string): void {
    this.#announcer.now(message);
  }

  #part(name: string): HTMLElement {
    return part(this.#root, name, HTMLElement);
  }
}

const storageNotes = {
  refused: 'Your browser does not let this page keep your draft: it is gone when you leave. Copy your text first.',
  'too long': 'Your text is too long to be kept as a draft: it is gone when you leave. Copy it first.',
  broken:
    'What this browser has kept of this exercise cannot be read, so you start from the lesson’s own text. What you write from now on replaces it.',
} as const;

function failureMessage(failures: readonly string[]): string {
  return `The checker failed on this text (${failures.join(', ')}). Please report it with the text; your draft is safe and everything else still counts.`;
}
