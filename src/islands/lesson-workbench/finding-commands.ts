import type { Fix } from '../../checker/index.ts';
import { dockerfilePath } from '../../lessons/exercise-files.ts';
import type { EditorPane } from './editor-pane.ts';
import type { FileTabs } from './file-tabs.ts';
import type { GradingLoop } from './grading-loop.ts';
import { clampRange, lineRange } from './places.ts';
import type { FindingView } from './view.ts';
import type { Workspace } from './workspace.ts';

export interface FindingCommandsOptions {
  readonly workspace: Workspace;
  readonly pane: EditorPane;
  readonly tabs: FileTabs;
  readonly loop: GradingLoop;
  readonly ruleUrl: (id: string) => string;
  /** Told the title of a fix that cannot be applied, which is a bug of its rule. */
  readonly onFailure: (title: string) => void;
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
   */
  async fix(finding: FindingView, before: (title: string) => void): Promise<void> {
    const { pane, tabs } = this.#options;
    const fix = (await this.#latest(finding))?.fix;
    if (fix === undefined || !this.#fits(fix)) return;
    before(fix.title);
    tabs.select(dockerfilePath);
    pane.reach().applyEdits(dockerfilePath, fix.edits);
  }

  /** The finding as Markdown for a review; undefined while the checker is not there, or its fix is broken. */
  async review(finding: FindingView): Promise<string | undefined> {
    const { loop, ruleUrl, workspace } = this.#options;
    const link = finding.rule === undefined ? undefined : new URL(ruleUrl(finding.rule), document.baseURI).href;
    const latest = (await this.#latest(finding)) ?? finding;
    if (latest.fix !== undefined && !this.#fits(latest.fix)) return undefined;
    return loop.grader?.reviewMarkdown(latest, workspace.text(), link);
  }

  /** Whether a fix can be applied; one that cannot is reported. */
  #fits({ title, edits }: Fix): boolean {
    const { loop, onFailure, workspace } = this.#options;
    try {
      loop.grader?.applyEdits(workspace.text(), edits);
      return true;
    } catch (error) {
      console.error(`Belay: the fix "${title}" cannot be applied.`, error);
      onFailure(title);
      return false;
    }
  }

  /** The finding in the text as it is now: a key may have been pressed since it was shown. */
  async #latest(finding: FindingView): Promise<FindingView | undefined> {
    const view = (await this.#options.loop.current())?.view;
    return [...(view?.criteria ?? []), ...(view?.others ?? [])].find(({ key }) => key === finding.key);
  }
}
