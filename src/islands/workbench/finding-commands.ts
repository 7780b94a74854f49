import * as words from '../../i18n/en/exercise.ts';
import { applyEdits, type Range } from '../../checker/index.ts';
import { dockerfilePath } from '../../lessons/content/exercise-files.ts';
import type { CheckerClient } from '../checker-service/checker-client.ts';
import type { FindingView } from '../checker-service/view.ts';
import type { EditorPane } from '../editor/editor-pane.ts';
import type { FileTabs } from './file-tabs.ts';
import type { Workspace } from './workspace.ts';

interface FindingCommandsOptions {
  readonly workspace: Workspace;
  readonly pane: Pick<EditorPane, 'reach'>;
  readonly tabs: Pick<FileTabs, 'select'>;
  readonly checker: Pick<CheckerClient, 'ask' | 'current'>;
  readonly ruleUrl: (id: string) => string;
}

/** What a fix would change. */
export interface FixPreview {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** What can be done about a finding. The editor is opened first where it is not there yet. */
export class FindingCommands {
  readonly #options: FindingCommandsOptions;

  constructor(options: FindingCommandsOptions) {
    this.#options = options;
  }

  /** Selects the place of a finding and puts the focus there. */
  async jump(finding: FindingView): Promise<void> {
    const { pane, tabs, workspace } = this.#options;
    const range = (await this.#latest(finding))?.place?.range;
    if (range === undefined) return;
    tabs.select(dockerfilePath);
    pane.reach().select(dockerfilePath, clampRange(range, workspace.text().length));
  }

  /**
   * Applies the fix of a finding, if it still has one.
   * @param before Told the title of the fix, before the text changes.
   * @param refuse Told why the fix would do harm, when it would; then the text does not change.
   */
  async fix(finding: FindingView, before: (title: string) => void, refuse: (reason: string) => void): Promise<void> {
    const { checker, pane, tabs, workspace } = this.#options;
    const latest = await this.#latest(finding);
    if (latest?.fix === undefined) return;
    const { rule, fix } = latest;
    const text = workspace.text();
    const answer = await checker.ask('fix', { rule, edits: fix.edits });
    if (answer === undefined) return;
    // A key was pressed meanwhile: the places of this answer are those of the text before.
    if (workspace.text() !== text) return this.fix(finding, before, refuse);
    if (answer.problem !== undefined) {
      refuse(answer.problem);
      return;
    }
    before(fix.title);
    tabs.select(dockerfilePath);
    pane.reach().applyEdits(dockerfilePath, fix.edits);
  }

  /** What the fix of a finding would change, if it still has one. */
  async preview(finding: FindingView): Promise<FixPreview | undefined> {
    const fix = (await this.#latest(finding))?.fix;
    if (fix === undefined) return undefined;
    const before = this.#options.workspace.text();
    const title = fix.kind === 'safe' ? fix.title : words.suggestion(fix.title);
    return { title, before, after: applyEdits(before, fix.edits) };
  }

  /** The finding as Markdown for a review; undefined while the checker is not there. */
  async review(finding: FindingView): Promise<string | undefined> {
    const { checker, ruleUrl } = this.#options;
    const link = finding.rule === undefined ? undefined : new URL(ruleUrl(finding.rule), document.baseURI).href;
    const latest = (await this.#latest(finding)) ?? finding;
    return (await checker.ask('review', { finding: latest, link }))?.markdown;
  }

  /** The finding in the text as it is now: a key may have been pressed since it was shown. */
  async #latest(finding: FindingView): Promise<FindingView | undefined> {
    const view = (await this.#options.checker.current())?.view;
    return [...(view?.criteria ?? []), ...(view?.others ?? [])].find(({ key }) => key === finding.key);
  }
}

/** A range that lies within a text of this length, whatever was asked for. */
export function clampRange(range: Range, length: number): Range {
  const start = Math.min(Math.max(range.start, 0), length);
  return { start, end: Math.min(Math.max(range.end, start), length) };
}
