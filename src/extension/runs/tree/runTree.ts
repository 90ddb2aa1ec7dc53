import * as vscode from 'vscode';
import { inert } from '../../../protocol/inert';
import type { ActiveModel } from '../../lab/activeModel';
import type { RunDesk } from '../../lab/runDesk';
import type { RunFilter } from './runFilter';
import { itemOf } from './runItem';
import { groupByText, type TextGroup } from './textGroups';

/** A text with its runs, or a run by its id. */
type Element = TextGroup | string;

/** The runs by their texts, newest first. */
export class RunTree implements vscode.TreeDataProvider<Element> {
  private readonly changed = new vscode.EventEmitter<Element | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly desk: RunDesk,
    private readonly activeModel: ActiveModel,
    private readonly filter: RunFilter,
  ) {
    this.subscriptions = [
      desk.onDidChange(record => this.changed.fire(record?.id)),
      activeModel.onDidChange(() => this.changed.fire(undefined)),
      filter.onDidChange(() => this.changed.fire(undefined)),
    ];
  }

  /** What the filter lets through, in words; nothing where there is no filter. */
  get summary(): string | undefined {
    const { filter, desk } = this;
    if (filter.text === '') return undefined;
    const count = desk.runs.filter(run => filter.fits(run)).length;
    return vscode.l10n.t('"{0}": {1} of {2} runs', filter.text, count, desk.runs.length);
  }

  async getChildren(parent?: Element): Promise<Element[]> {
    if (typeof parent === 'string') return [];
    if (parent) return parent.runs.map(({ id }) => id);
    await this.desk.loadNewest();
    return groupByText(this.desk.runs.filter(run => this.filter.fits(run)));
  }

  getTreeItem(element: Element): vscode.TreeItem {
    if (typeof element !== 'string') return groupItem(element);
    const record = this.desk.run(element);
    if (!record) return new vscode.TreeItem('');
    const { choice } = this.activeModel;
    const active = choice?.kind === 'run' && choice.id === element ? choice.checkpoint : undefined;
    return itemOf(record, { active, live: this.desk.isLive(element) });
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }
}

function groupItem({ key, name, runs }: TextGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(inert(name), vscode.TreeItemCollapsibleState.Expanded);
  item.id = `text ${key}`;
  item.iconPath = new vscode.ThemeIcon('file-text');
  item.description = vscode.l10n.t('runs: {0}', runs.length);
  item.contextValue = 'text';
  return item;
}
