import * as vscode from 'vscode';
import type { MadeModel } from '../../protocol/madeModel';
import { UserError } from '../../protocol/userError';
import { askWhere } from '../askWhere';
import type { ActiveModel } from '../lab/activeModel';
import type { ModelShelf } from '../lab/shelf';
import { showFolder } from '../showFolder';
import type { ShelfItem } from './shelfTree';

/** What can be done to a model in the tree that is no run. */
export class ModelCommands {
  constructor(
    private readonly shelf: ModelShelf,
    private readonly activeModel: ActiveModel,
    private readonly runsFolder: () => string,
  ) {}

  use({ id }: ShelfItem): Promise<void> {
    return this.activeModel.choose({ kind: 'made', id });
  }

  async rename(item: ShelfItem): Promise<void> {
    const { id, name: old } = this.model(item);
    const name = await vscode.window.showInputBox({
      title: vscode.l10n.t('New name of {0}', old),
      value: old,
      validateInput: text => (text.trim() === '' ? vscode.l10n.t('A model needs a name.') : undefined),
    });
    if (name !== undefined) await this.shelf.rename(id, name.trim());
  }

  async openFolder(item: ShelfItem): Promise<void> {
    const { id, name } = this.model(item);
    const folder = vscode.Uri.joinPath(vscode.Uri.file(this.runsFolder()), id);
    await showFolder(folder, name, 'model.json');
  }

  /** N-grams as a file for others: what is stored is in the ARPA format already. */
  async saveArpa(item: ShelfItem): Promise<vscode.Uri | undefined> {
    const { id, name } = this.model(item);
    const target = await askWhere(vscode.l10n.t('Save as ARPA'), name, 'ARPA', 'arpa');
    if (!target) return undefined;
    const stored = vscode.Uri.joinPath(vscode.Uri.file(this.runsFolder()), id, 'model.arpa');
    await vscode.workspace.fs.copy(stored, target, { overwrite: true });
    return target;
  }

  private model({ id }: ShelfItem): MadeModel {
    const model = this.shelf.model(id);
    if (model) return model;
    throw new UserError('There is no model "{0}".', [id]);
  }
}
