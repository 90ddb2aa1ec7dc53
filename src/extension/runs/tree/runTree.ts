import * as vscode from 'vscode';
import { inert } from '../../../common/harmlessText';
import { plural } from '../../../common/plural';
import { groupByText, type TextGroup } from '../../../common/textGroups';
import type { ActiveModel } from '../../core/activeModel';
import type { RunManager } from '../../core/runManager';
import { Owner } from '../../disposableOwner';
import type { RunFilter } from './runFilter';
import { itemOf } from './runItem';

/** An element of the tree: a group of runs on one text, or the id of a run. */
type Element = TextGroup | string;

/** Provides the tree of runs, grouped by text, newest first. */
export class RunTree extends Owner implements vscode.TreeDataProvider<Element> {
  private readonly changed = this.own(new vscode.EventEmitter<Element | undefined>());
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly runManager: RunManager,
    private readonly activeModel: ActiveModel,
    private readonly filter: RunFilter,
  ) {
    super();
    this.own(runManager.onDidChange(record => this.changed.fire(record?.id)));
    this.own(activeModel.onDidChange(() => this.changed.fire(undefined)));
    this.own(filter.onDidChange(() => this.changed.fire(undefined)));
  }

  /**
   * A summary of the filter: its words, the number of runs that it shows, and the number of all runs.
   * Undefined without a filter.
   */
  get summary(): string | undefined {
    const { filter, runManager } = this;
    if (filter.text === '') return undefined;
    const count = runManager.runs.filter(run => filter.fits(run)).length;
    const all = runManager.runs.length;
    return plural(
      all,
      vscode.l10n.t('"{0}": {1} of {2} run', filter.text, count, all),
      vscode.l10n.t('"{0}": {1} of {2} runs', filter.text, count, all),
    );
  }

  async getChildren(parent?: Element): Promise<Element[]> {
    if (typeof parent === 'string') return [];
    if (parent) return parent.runs.map(({ id }) => id);
    await this.runManager.loadNewest();
    return groupByText(this.runManager.runs.filter(run => this.filter.fits(run)));
  }

  getTreeItem(element: Element): vscode.TreeItem {
    if (typeof element !== 'string') return groupItem(element);
    const record = this.runManager.run(element);
    if (!record) return new vscode.TreeItem('');
    const { choice } = this.activeModel;
    const active = choice?.kind === 'run' && choice.id === element ? choice.checkpoint : undefined;
    return itemOf(record, { active, live: this.runManager.isLive(element) });
  }
}

function groupItem({ key, name, folder, runs }: TextGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(inert(name), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `text ${key}`;
  item.iconPath = new vscode.ThemeIcon('file-text');
  const count = vscode.l10n.t('runs: {0}', runs.length);
  item.description = folder === undefined ? count : `${inert(folder)} · ${count}`;
  item.contextValue = 'text';
  return item;
}
