import * as vscode from 'vscode';
import type { StoredModel } from '../../protocol/storedModels';
import { UserError } from '../../protocol/userError';
import { askWhere } from '../askWhere';
import type { ActiveModel } from '../core/activeModel';
import type { ModelRegistry } from '../core/modelRegistry';
import { showFolder } from '../showFolder';
import type { ModelItem } from './runAndModelTree';

interface SavedFile {
  readonly title: string;
  /** The name of the kind of file. */
  readonly kind: string;
  /** The name of the stored file, which is copied. */
  readonly stored: string;
}

/** Implements the commands for the stored models in the tree. */
export class ModelCommands {
  constructor(
    private readonly modelRegistry: ModelRegistry,
    private readonly activeModel: ActiveModel,
    private readonly runsFolder: () => vscode.Uri,
  ) {}

  use({ id }: ModelItem): Promise<void> {
    return this.activeModel.choose({ kind: 'made', id });
  }

  async rename(item: ModelItem): Promise<void> {
    const { id, name: old } = this.model(item);
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('New name of {0}', old),
      value: old,
      validateInput: text => (text.trim() === '' ? vscode.l10n.t('A model needs a name.') : undefined),
    });
    if (name !== undefined) await this.modelRegistry.rename(id, name.trim());
  }

  async openFolder(item: ModelItem): Promise<void> {
    const { id, name } = this.model(item);
    const folder = vscode.Uri.joinPath(this.runsFolder(), id);
    await showFolder(folder, name, 'model.json');
  }

  /** Asks the user for a file and copies the ARPA file of an n-gram model there. Undefined if the user cancelled. */
  saveArpa(item: ModelItem): Promise<vscode.Uri | undefined> {
    return this.save(item, { title: vscode.l10n.t('Save as ARPA'), kind: 'ARPA', stored: 'model.arpa' });
  }

  /** The same for the file of a hidden Markov model. */
  saveHmm(item: ModelItem): Promise<vscode.Uri | undefined> {
    const title = vscode.l10n.t('Save Hidden Markov Model');
    return this.save(item, { title, kind: 'safetensors', stored: 'hmm.safetensors' });
  }

  /** The same for the file of a linear dynamical system. */
  saveLds(item: ModelItem): Promise<vscode.Uri | undefined> {
    const title = vscode.l10n.t('Save Linear Dynamical System');
    return this.save(item, { title, kind: 'safetensors', stored: 'lds.safetensors' });
  }

  private async save(item: ModelItem, { title, kind, stored }: SavedFile): Promise<vscode.Uri | undefined> {
    const { id, name } = this.model(item);
    const target = await askWhere(title, name, kind, stored.slice(stored.indexOf('.') + 1));
    if (!target) return undefined;
    const source = vscode.Uri.joinPath(this.runsFolder(), id, stored);
    await vscode.workspace.fs.copy(source, target, { overwrite: true });
    return target;
  }

  private model({ id }: ModelItem): StoredModel {
    const model = this.modelRegistry.model(id);
    if (model) return model;
    throw new UserError('There is no model "{0}".', [id]);
  }
}
