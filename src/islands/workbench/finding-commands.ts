import { dockerfilePath } from '../../lessons/content/exercise-files.ts';
import type { EditorPane } from './editor-pane.ts';
import type { FileTabs } from './file-tabs.ts';
import type { GradingLoop } from './grading-loop.ts';
import { clampRange, lineRange } from '../editor/ranges.ts';
import type { FindingView } from './view.ts';
import type { Workspace } from './workspace.ts';

export interface FindingCommandsOptions {
  readonly workspace: Workspace;
  readonly pane: EditorPane;
  readonly tabs: FileTabs;
  readonly loop: GradingLoop;
  readonly ruleUrl: (id: string) => string;
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

  /** Selects a line of the Dockerfile, counted from 1. */
  selectLine(line: number): void {
    const { pane, tabs, workspace } = this.#options;
    tabs.select(dockerfilePath);
    pane.reach().select(dockerfilePath, lineRange(workspace.text(), line));
  }

  /**
   * Applies the fix of a finding, if it still has one.
   * @param before Told the title of the fix, before the text changes.
   * @param refuse Told why the fix would do harm, when it would; then the text does not change.
   */
  async fix(finding: FindingView, before: (title: string) => void, refuse: (reason: string) => void): Promise<void> {
    const { pane, tabs, loop } = this.#options;
    const latest = await this.#latest(finding);
    const fix = latest?.fix;
    if (fix === undefined) return;
    const problem = loop.problemOf(latest ?? finding);
    if (problem !== undefined) {
      refuse(problem);
      return;
    }
    before(fix.title);
    tabs.select(dockerfilePath);
    pane.reach().applyEdits(dockerfilePath, fix.edits);
  }

  /** The finding as Markdown for a review; undefined while the checker is not there. */
  async review(finding: FindingView): Promise<string | undefined> {
    const { loop, ruleUrl, workspace } = this.#options;
    const link = finding.rule === undefined ? undefined : new URL(ruleUrl(finding.rule), document.baseURI).href;
    const latest = (await this.#latest(finding)) ?? finding;
    // What the page would not apply, nobody should copy.
    const told = loop.problemOf(latest) === undefined ? latest : { ...latest, fix: undefined };
    return loop.grader?.reviewMarkdown(told, workspace.text(), link);
  }

  /** The finding in the text as it is now: a key may have been pressed since it was shown. */
  async #latest(finding: FindingView): Promise<FindingView | undefined> {
    const view = (await this.#options.loop.current())?.view;
    return [...(view?.criteria ?? []), ...(view?.others ?? [])].find(({ key }) => key === finding.key);
  }
}
