import * as words from '../../i18n/en/exercise.ts';
import { draftStorageKey, hasBrokenDraft, loadDraft } from '../../lessons/learner/drafts.ts';
import { loadPreferences, savePreferences } from '../../lessons/learner/preferences.ts';
import { markPassed, markStarted } from '../../lessons/learner/progress.ts';
import { CheckerClient } from '../checker-service/checker-client.ts';
import { startWorker } from '../checker-service/start-worker.ts';
import { EditorPane } from '../editor/editor-pane.ts';
import { SourceFiles } from '../editor/source-files.ts';
import { Announcer } from '../shared/announcer.ts';
import { copyText } from '../shared/clipboard.ts';
import { data, part } from '../shared/dom.ts';
import { dockerfilePath } from '../../lessons/content/exercise-files.ts';
import { onIntentOrIdle } from '../shared/intent.ts';
import { ChangesPanel } from './changes-panel.ts';
import { CriteriaPanel } from './criteria-panel.ts';
import { DraftKeeper } from './draft-keeper.ts';
import { FileTabs } from './file-tabs.ts';
import { FindingCommands } from './finding-commands.ts';
import { RecordingPicker } from './recording-picker.ts';
import { ResetButtons } from './reset-buttons.ts';
import { ResetMemory } from './reset-memory.ts';
import { WorkbenchSession, type SessionParts } from './session.ts';
import { SessionView } from './session-view.ts';
import { SolutionDialog } from './solution-dialog.ts';
import { fillNotes, showNextLesson, storageNotes } from './static-parts.ts';
import { Workspace } from './workspace.ts';

/** Brings a workbench to life, from the moment its element is in the page. @returns what ends it when it leaves. */
export function openSession(root: HTMLElement): () => void {
  const stop = new AbortController();
  const slug = data(root, 'lesson');
  const sources = new SourceFiles(part(root, 'frame', HTMLElement));
  const workspace = new Workspace(sources.files, loadDraft(slug));
  sources.showDraft(workspace.draft);
  fillNotes(root);
  showNextLesson(root);
  const { session, parts } = assemble(root, sources, workspace, stop.signal);
  const { view } = parts;
  view.showEditor(parts.pane.kind);
  if (!workspace.isStarter) view.showPending();
  if (hasBrokenDraft(slug)) view.showText('storage-note', storageNotes.broken);
  connectButtons(root, session, parts, stop.signal);
  followPage(slug, parts, stop.signal);
  onIntentOrIdle(part(root, 'frame', HTMLElement), () => void session.start(), stop.signal);
  if (matchMedia('(pointer: coarse)').matches) keepRoom(part(root, 'frame', HTMLElement), stop.signal);
  // What is drawn of the image is drawn of the learner's text.
  const image = document.getElementById('image');
  image?.addEventListener('belay:shown', () => void session.start(), { signal: stop.signal });
  // A step of the picture and its lines in the editor are marked together.
  image?.addEventListener(
    'belay:line',
    ({ detail }) => {
      if (parts.pane.active === dockerfilePath) parts.pane.surface?.markLines?.(detail.lines);
    },
    { signal: stop.signal },
  );
  root.addEventListener('belay:edit', () => parts.pane.reach().focus(), { signal: stop.signal });
  return () => {
    parts.keeper.flush();
    parts.announcer.cancel();
    stop.abort();
  };
}

/** On a touch screen a keyboard may lie over the editor. */
function keepRoom(frame: HTMLElement, signal: AbortSignal): void {
  const load = (): void =>
    void import('../editor/keyboard-room.ts').then(({ keepRoomForKeyboard }) => keepRoomForKeyboard(frame, signal));
  frame.addEventListener('focusin', load, { signal, once: true });
}

/** The picture that follows what is written; its code may not have come yet. */
function livePicture(): HTMLElementTagNameMap['image-picture'] | undefined {
  const element = document.querySelector<HTMLElementTagNameMap['image-picture']>('image-picture[live]');
  return element !== null && 'mark' in element ? element : undefined;
}

interface Assembled {
  readonly session: WorkbenchSession;
  readonly parts: SessionParts & { readonly keeper: DraftKeeper };
}

/** Makes the pieces and ties them to a session. They call it back only later, when it is there. */
function assemble(root: HTMLElement, sources: SourceFiles, workspace: Workspace, signal: AbortSignal): Assembled {
  const slug = data(root, 'lesson');
  const frame = part(root, 'frame', HTMLElement);
  const ruleUrl = (rule: string): string => `${data(root, 'rules')}${rule}/`;
  const view = new SessionView(root);
  const announcer = new Announcer(part(root, 'status', HTMLElement));
  const memory = new ResetMemory(slug);
  const keeper = new DraftKeeper({
    slug,
    workspace,
    memory,
    onSaved: (saved) => session.saved(saved),
    onConflict: (isOpen) => session.conflict(isOpen),
  });
  const reset = new ResetButtons(
    {
      root,
      workspace,
      memory,
      replace: (files) => session.replace(files),
      announce: (message) => announcer.now(message),
    },
    signal,
  );
  const checker = new CheckerClient(
    {
      url: data(root, 'src'),
      read: () => ({ text: workspace.text(), files: workspace.contextFiles }),
      startWorker,
      onGraded: (graded, asked) => session.graded(graded, asked),
      onRefused: (reason) => session.refused(reason),
      onUnavailable: (error) => session.unavailable(error),
    },
    signal,
  );
  const pane = new EditorPane(
    {
      root,
      frame,
      sources,
      workspace,
      kind: loadPreferences().editor ?? (matchMedia('(pointer: coarse)').matches ? 'textarea' : 'monaco'),
      label: (path) => words.fileOfLesson(path, data(root, 'title')),
      ruleUrl,
      quickFix: (line) => (root.hasAttribute('data-tried') ? words.quickFix(line) : undefined),
      onChange: (path, text) => session.edited(path, text),
      onTabChange: (movesFocus, asked) => session.tabChanged(movesFocus, asked),
      onCursor: (path, line) => livePicture()?.mark(path === dockerfilePath ? line : undefined),
      onFallback: () => session.editorFailed(),
      onArrival: () => view.showNote('editor-note', false),
    },
    signal,
  );
  const tabs = new FileTabs(root.querySelector('.wb-tabs[role="tablist"]'), frame, (path) => pane.show(path), signal);
  const commands = new FindingCommands({ workspace, pane, tabs, checker, ruleUrl });
  const panel = new CriteriaPanel(
    root,
    {
      jump: (finding) => void commands.jump(finding),
      fix: (finding) => void session.fix(finding),
      mayShowFix: (finding): boolean => session.mayShowFix(finding),
      preview: (finding) => commands.preview(finding),
      review: (finding) => void session.copyReview(finding),
      ruleUrl,
    },
    signal,
  );
  const recordings = new RecordingPicker(
    () => checker.ask('recording', { draft: workspace.draft }),
    (picked) => view.tell('belay:recording-picked', picked),
    signal,
  );
  const parts = {
    changes: new ChangesPanel(root, workspace, signal),
    ...{ workspace, view, panel, pane, sources, announcer, keeper, memory, reset, checker, recordings, commands },
    solution: new SolutionDialog(root, signal),
    progress: { started: () => markStarted(slug), passed: () => markPassed(slug) },
    savePreference: (editor: EditorPane['kind']) => savePreferences({ editor }),
    copy: copyText,
  };
  const session = new WorkbenchSession(parts);
  return { session, parts };
}

function connectButtons(
  root: HTMLElement,
  session: WorkbenchSession,
  { pane }: SessionParts,
  signal: AbortSignal,
): void {
  const buttons: Readonly<Record<string, () => unknown>> = {
    copy: () => session.copyFile(),
    plain: () => session.useEditor(pane.kind === 'monaco' ? 'textarea' : 'monaco'),
    solution: () => session.showSolution(),
    'conflict-other': () => session.useOther(),
    'conflict-mine': () => session.keepMine(),
    'load-retry': () => session.retry(),
    'editor-retry': () => session.useEditor('monaco'),
  };
  for (const [name, action] of Object.entries(buttons)) {
    part(root, name, HTMLElement).addEventListener('click', () => void action(), { signal });
  }
  for (const hint of root.querySelectorAll('details.wb-hint')) {
    hint.addEventListener('toggle', () => hint.setAttribute('data-seen', ''), { signal, once: true });
  }
}

/** What the page and other tabs do: leaving, coming back, printing, a draft that was changed elsewhere. */
function followPage(slug: string, { keeper, sources, workspace }: Assembled['parts'], signal: AbortSignal): void {
  addEventListener('pagehide', () => keeper.flush(), { signal });
  document.addEventListener('visibilitychange', () => keeper.flush(), { signal });
  // Key is null when all was cleared. A tab that slept was told nothing, so it looks when it is looked at.
  addEventListener(
    'storage',
    ({ key }) => {
      if (key === null || key === draftStorageKey(slug)) keeper.look();
    },
    { signal },
  );
  for (const type of ['focus', 'pageshow', 'visibilitychange']) {
    (type === 'visibilitychange' ? document : window).addEventListener(type, () => keeper.look(), { signal });
  }
  const toPaper = (): void => sources.showDraft(workspace.draft);
  addEventListener('beforeprint', toPaper, { signal });
  matchMedia('print').addEventListener('change', toPaper, { signal });
}
