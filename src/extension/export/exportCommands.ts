import * as vscode from 'vscode';
import { inert } from '../../common/harmlessText';
import { severalKernels } from '../../common/kernelChange';
import { unrepeatable } from '../../common/longerRun';
import { fullName } from '../../common/runNames';
import type { RunRecord } from '../../protocol/run';
import { askWhere, firstFolder } from '../askWhere';
import type { Messages } from '../messages';
import { anyRun, noRuns, type RunPicker } from '../runs/commands/pickRun';
import { withExportProgress } from './exportProgress';
import type { RunExports } from './runExports';

/**
 * Implements "Export Metrics as CSV…" and related commands. Each asks for runs and a location, exports the
 * runs, and offers to open the result.
 */
export class ExportCommands {
  constructor(
    private readonly exports: RunExports,
    private readonly picker: RunPicker,
    private readonly messages: Messages,
  ) {}

  async csv(clicked?: unknown, all?: unknown): Promise<void> {
    const runs = await this.runs(clicked, all);
    const target =
      runs.length > 0 &&
      (await askWhere(vscode.l10n.t('Export Metrics as CSV'), nameFor(runs), 'CSV', 'csv'));
    if (target) await this.during(() => this.exports.csv(idsOf(runs), target));
  }

  async tensorBoard(clicked?: unknown, all?: unknown): Promise<void> {
    const runs = await this.runs(clicked, all);
    if (runs.length === 0) return;
    const [folder] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Folder for TensorBoard'),
        openLabel: vscode.l10n.t('Export Here'),
        canSelectFiles: false,
        canSelectFolders: true,
        defaultUri: firstFolder(),
      })) ?? [];
    // Exports to the subfolder `runs`, the name that PyTorch uses too. In the chosen folder itself, the
    // folder of a run that is named after a text could have the same path as the text's file.
    const below = folder && vscode.Uri.joinPath(folder, 'runs');
    if (below) await this.during(() => this.exports.tensorBoard(idsOf(runs), below));
  }

  async report(clicked?: unknown, all?: unknown): Promise<void> {
    const runs = await this.runs(clicked, all);
    const target =
      runs.length > 0 &&
      (await askWhere(vscode.l10n.t('Save Comparison Report'), nameFor(runs), 'Markdown', 'md'));
    if (target) await this.during(() => this.exports.report(idsOf(runs), target));
  }

  /** Writes one run as a file that other people can import. */
  async runFile(clicked?: unknown): Promise<void> {
    const run = await this.picker.pickCurrent(asId(clicked), anyRun, noRuns());
    const title = vscode.l10n.t('Export Run');
    const target = run && (await askWhere(title, fullName(run), vscode.l10n.t('Run'), 'elmanrun'));
    if (target) await this.during(() => this.exports.runFile(run.id, target));
  }

  async copyCommandLine(clicked?: unknown, all?: unknown): Promise<void> {
    const runs = await this.runs(clicked, all);
    if (runs.length === 0) return;
    const lines = await this.exports.commandLines(idsOf(runs));
    await vscode.env.clipboard.writeText(lines.join('\n'));
    vscode.window.setStatusBarMessage(
      `$(check) ${vscode.l10n.t('Copied: elman train … for {0}', inert(namesOf(runs)))}`,
      5000,
    );
    for (const run of runs) {
      for (const warning of [unrepeatable(run), severalKernels(run)])
        if (warning) this.messages.warn(warning);
    }
  }

  private runs(clicked: unknown, all: unknown): Promise<readonly RunRecord[]> {
    return this.picker.pickShown(clicked, all, noRuns());
  }

  private during(action: () => Promise<readonly vscode.Uri[]>): Promise<void> {
    return withExportProgress(vscode.l10n.t('Exporting runs…'), this.messages, action);
  }
}

const nameFor = (runs: readonly RunRecord[]) =>
  runs.length === 1 ? fullName(runs[0]) : vscode.l10n.t('Comparison of runs');
const asId = (clicked: unknown) => (typeof clicked === 'string' ? clicked : undefined);
const idsOf = (runs: readonly RunRecord[]) => runs.map(({ id }) => id);
const namesOf = (runs: readonly RunRecord[]) => runs.map(fullName).join(', ');
