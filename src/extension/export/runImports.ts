import * as vscode from 'vscode';
import { plural } from '../../common/plural';
import { fullName } from '../../common/runNames';
import { unreadableFile } from '../../common/unreadable';
import { MAX_SHOWN } from '../../protocol/dashboard';
import type { RunRecord } from '../../protocol/run';
import { naming } from '../../protocol/userError';
import type { Services } from '../core/services';
import { showInformation } from '../notify';
import { checkRegular } from '../regularFile';
import { anyRun, noRuns, type RunPicker } from '../runs/commands/pickRun';
import { nameOf } from '../uris';

/** Imports runs of other people from run files (`.elmanrun`). */
export class RunImports {
  constructor(
    private readonly services: Pick<Services, 'runManager' | 'selection'>,
    private readonly openPanel: () => void,
  ) {}

  /** Imports runs from a file, or from the files that the user chooses, and shows them. */
  async run(file?: vscode.Uri): Promise<void> {
    const files = file ? [file] : await askFiles(vscode.l10n.t('Import Run'), true);
    if (files.length > 0) this.show(await this.import(files));
  }

  /** Imports the run of another person and shows it beside a run, with the verdict. */
  async compare(picker: RunPicker, id?: string, file?: vscode.Uri): Promise<void> {
    const own = await picker.pickCurrent(id, anyRun, noRuns());
    const title = own && vscode.l10n.t("Compare {0} with a Partner's Run", fullName(own));
    const files = title === undefined ? [] : file ? [file] : await askFiles(title, false);
    if (own && files.length > 0) this.show([own, ...(await this.import(files))]);
  }

  private async import(files: readonly vscode.Uri[]): Promise<RunRecord[]> {
    const { t } = vscode.l10n;
    const found: { readonly run: RunRecord; readonly isNew: boolean }[] = [];
    for (const file of files)
      found.push(
        await naming(nameOf(file), async () => this.services.runManager.import(await bytesOf(file))),
      );
    const known = found.filter(({ isNew }) => !isNew);
    if (known.length > 0)
      void showInformation(
        plural(
          known.length,
          t('"{0}" was imported before.', fullName(known[0].run)),
          t('{0} of these runs were imported before.', known.length),
        ),
      );
    return found.map(({ run }) => run);
  }

  private show(runs: readonly RunRecord[]): void {
    this.services.selection.choose(runs.slice(0, MAX_SHOWN).map(({ id }) => id));
    this.openPanel();
  }
}

async function askFiles(title: string, canSelectMany: boolean): Promise<readonly vscode.Uri[]> {
  const filters = { [vscode.l10n.t('Run')]: ['elmanrun'] };
  return (await vscode.window.showOpenDialog({ title, canSelectMany, filters })) ?? [];
}

/** Returns the bytes of a file. Throws a UserError if the file cannot be read. */
async function bytesOf(file: vscode.Uri): Promise<Uint8Array> {
  await checkRegular(file);
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    throw unreadableFile(file.path, error);
  }
}
