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
    const surface = await pane.open();
    const range = (await this.#latest(finding))?.place?.range;
    if (surface === undefined || range === undefined) return;
    tabs.select(dockerfilePath);
    surface.select(dockerfilePath, clampRange(range, workspace.text().length));
  }

  /** Selects a line of the Dockerfile, counted from 1. */
  async selectLine(line: number): Promise<void> {
    const { pane, tabs, workspace } = this.#options;
    const surface = await pane.open();
    tabs.select(dockerfilePath);
    surface?.select(dockerfilePath, lineRange(workspace.text(), line));
  }

  /**
   * Applies the fix of a finding, if it still has one.
   * @param before Told the title of the fix, before the text changes.
   */
  async fix(finding: FindingView, before: (title: string) => void): Promise<void> {
    const { pane, tabs } = this.#options;
    const surface = await pane.open();
    const fix = (await this.#latest(finding))?.fix;
    if (surface === undefined || fix === undefined) return;
    before(fix.title);
    tabs.select(dockerfilePath);
    surface.applyEdits(dockerfilePath, fix.edits);
  }

  /** The finding as Markdown for a review; undefined while the checker is not there. */
  async review(finding: FindingView): Promise<string | undefined> {
    const { loop, ruleUrl, workspace } = this.#options;
    const link = finding.rule === undefined ? undefined : new URL(ruleUrl(finding.rule), document.baseURI).href;
    const latest = await this.#latest(finding);
    return loop.grader?.reviewMarkdown(latest ?? finding, workspace.text(), link);
  }

  /** The finding in the text as it is now: a key may have been pressed since it was shown. */
  async #latest(finding: FindingView): Promise<FindingView | undefined> {
    const view = (await this.#options.loop.current())?.view;
    return [...(view?.criteria ?? []), ...(view?.others ?? [])].find(({ key }) => key === finding.key);
  }
}
