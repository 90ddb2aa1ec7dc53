import * as path from 'node:path';
import * as vscode from 'vscode';
import { inert, oneLine } from '../../common/harmlessText';
import type { StoredModel } from '../../protocol/storedModels';
import { commandId } from '../commandId';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import { Owner } from '../disposableOwner';
import { describeModel, tooltipOf } from '../format/modelTexts';
import { activeUri } from './activeBadge';

/** The tree item of a stored model: n-grams, a mixture, word vectors and so on. */
export class ModelItem {
  constructor(readonly id: string) {}
}

/** The argument of tree commands: a run's id, or a model. */
export type TreeEntry = string | ModelItem;

export const isRun = (entry: unknown): entry is string => typeof entry === 'string';
export const isModel = (entry: unknown): entry is ModelItem => entry instanceof ModelItem;

/**
 * Returns the ids of the selected runs and models. `entry` is the clicked item, `all` the selection if a menu
 * passes it.
 */
export function idsOf(entry: TreeEntry | undefined, all: unknown): string[] {
  const entries: unknown[] = Array.isArray(all) ? all : [entry];
  return entries.flatMap(each => (isModel(each) ? each.id : isRun(each) ? each : []));
}

/** The row for the active model if the active model is a file. Files have no other row in the tree. */
class FileItem {
  constructor(readonly uri: vscode.Uri) {}
}

type Item = ModelItem | FileItem;

/** The icon for each kind of model, as the name of a VS Code product icon. */
const ICONS = {
  ngram: 'list-ordered',
  hmm: 'type-hierarchy',
  lds: 'pulse',
  mixture: 'git-merge',
  lesion: 'circle-slash',
  vectors: 'compass',
};

/** Provides the tree of stored models, followed by the runs. */
export class RunAndModelTree<Run> extends Owner implements vscode.TreeDataProvider<Run | Item> {
  private readonly changed = this.own(new vscode.EventEmitter<Run | Item | undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  /**
   * The item of each model, by id. An item is created once, because VS Code identifies tree items by object
   * identity.
   */
  private readonly items = new Map<string, ModelItem>();

  constructor(
    private readonly runs: vscode.TreeDataProvider<Run>,
    private readonly modelRegistry: ModelRegistry,
    private readonly activeModel: ActiveModel,
  ) {
    super();
    const refresh = () => this.changed.fire(undefined);
    const ofRuns = runs.onDidChangeTreeData?.(element => this.changed.fire(element as Run | undefined));
    if (ofRuns) this.own(ofRuns);
    this.own(modelRegistry.onDidChange(refresh));
    this.own(activeModel.onDidChange(refresh));
  }

  async getChildren(parent?: Run | Item): Promise<(Run | Item)[]> {
    if (parent instanceof ModelItem || parent instanceof FileItem) return [];
    const runs = (await this.runs.getChildren(parent)) ?? [];
    if (parent !== undefined) return runs;
    await this.modelRegistry.load();
    const { choice } = this.activeModel;
    const file = choice?.kind === 'file' ? [new FileItem(vscode.Uri.parse(choice.uri))] : [];
    return [...file, ...this.modelRegistry.all.map(({ id }) => this.item(id)), ...runs];
  }

  getTreeItem(element: Run | Item): vscode.TreeItem | Thenable<vscode.TreeItem> {
    if (element instanceof FileItem) return fileItem(element.uri);
    if (!(element instanceof ModelItem)) return this.runs.getTreeItem(element);
    const record = this.modelRegistry.model(element.id);
    const { choice } = this.activeModel;
    const isActive = choice?.kind === 'made' && choice.id === element.id;
    return record ? itemOf(record, isActive) : new vscode.TreeItem('');
  }

  private item(id: string): ModelItem {
    const item = this.items.get(id) ?? new ModelItem(id);
    this.items.set(id, item);
    return item;
  }
}

function fileItem(uri: vscode.Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(inert(path.posix.basename(uri.path)));
  item.id = 'file';
  item.iconPath = new vscode.ThemeIcon('file-binary');
  const mark = vscode.l10n.t('Active model');
  item.resourceUri = activeUri('file', mark);
  item.tooltip = oneLine(uri.scheme === 'file' ? uri.fsPath : uri.toString(true));
  item.contextValue = 'file active';
  item.accessibilityInformation = { label: `${item.label}, ${mark}` };
  return item;
}

function itemOf(record: StoredModel, isActive: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(inert(record.name));
  const mark = isActive ? vscode.l10n.t('Active model') : undefined;
  item.id = record.id;
  item.iconPath = new vscode.ThemeIcon(ICONS[record.kind]);
  item.description = describeModel(record);
  item.resourceUri = mark === undefined ? undefined : activeUri(record.id, mark);
  item.tooltip = tooltipOf(record);
  const isStopped = record.kind === 'vectors' && record.trained !== undefined;
  const kinds =
    record.kind === 'vectors' ? ['vectors', ...(isStopped ? ['stopped'] : [])] : ['model', record.kind];
  item.contextValue = [...kinds, ...(isActive ? ['active'] : [])].join(' ');
  if (record.kind === 'vectors') {
    const title = vscode.l10n.t('Show Word Vectors');
    item.command = { command: commandId('showVectors'), title, arguments: [new ModelItem(record.id)] };
  }
  item.accessibilityInformation = {
    label: [inert(record.name), ...(mark === undefined ? [] : [mark]), item.description].join(', '),
  };
  return item;
}
