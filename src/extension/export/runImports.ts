import * as vscode from 'vscode';
import { plural } from '../../common/plural';
import { fullName } from '../../common/runNames';
import { unreadableFile } from '../../common/unreadable';
import { MAX_SHOWN } from '../../protocol/dashboard';
import type { RunRecord } from '../../protocol/run';
import { naming } from '../../protocol/userError';
import type { Services } from '../core/services';
import { showInformation } from '../notify';
import { readRegular } from '../regularFile';
import { anyRun, noRuns, type RunPicker } from '../runs/commands/pickRun';
import { nameOf } from '../uris';

/** Imports runs of other people from run files (`.elmanrun`). */
export class RunImports {
  constructor(
    private readonly services: Pick<Services, 'runManager' | 'selection'>,
    private readonly openPanel: () => void,
  ) {}

  /** Imports runs from the files that were clicked, or from those that the user chooses, and shows them. */
  async run(clicked?: unknown, all?: unknown): Promise<void> {
    const given = (Array.isArray(all) ? all : [clicked]).filter(each => each instanceof vscode.Uri);
    const files = given.length > 0 ? given : await askFiles(vscode.l10n.t('Import Run'), true);
    await this.import(files, runs => this.show(runs));
  }

  /** Imports the run of another person and shows it beside a run, with the verdict. */
  async compare(picker: RunPicker, id?: string, file?: vscode.Uri): Promise<void> {
    const own = await picker.pickCurrent(id, anyRun, noRuns());
    const title = own && vscode.l10n.t("Compare {0} with a Partner's Run", fullName(own));
    const files = title === undefined ? [] : file ? [file] : await askFiles(title, false);
    await this.import(files, runs => this.show(own ? [own, ...runs] : runs));
  }

  /** Imports runs and shows them, also those before a file that cannot be imported. Throws the error of that file. */
  private async import(
    files: readonly vscode.Uri[],
    show: (runs: readonly RunRecord[]) => void,
  ): Promise<void> {
    const { t } = vscode.l10n;
    const found: { readonly run: RunRecord; readonly isNew: boolean }[] = [];
    try {
      for (const file of files)
        found.push(
          await naming(nameOf(file), async () =>
            this.services.runManager.import(await readRegular(file, unreadableFile)),
          ),
        );
    } finally {
      if (found.length > 0) show(found.map(({ run }) => run));
    }
    const known = found.filter(({ isNew }) => !isNew);
    if (known.length > 0)
      void showInformation(
        plural(
          known.length,
          t('"{0}" was imported before.', fullName(known[0].run)),
          t('{0} of these runs were imported before.', known.length),
        ),
      );
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
