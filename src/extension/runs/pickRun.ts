import * as vscode from 'vscode';
import type { RunRecord } from '../../protocol/run';
import type { RunDesk } from '../training/runDesk';
import { lossOf, stateName } from './runFigures';
import type { Selection } from './selection';

export type RunFilter = (record: RunRecord) => boolean;

export const isRunning: RunFilter = ({ state }) => state === 'running';
export const canResume: RunFilter = ({ state }) => state !== 'running' && state !== 'done';
export const anyRun: RunFilter = () => true;

/** Finds the run that a command is about. */
export class RunPicker {
  constructor(
    private readonly desk: RunDesk,
    private readonly selection: Selection,
  ) {}

  /** The run of the tree's item; without one the only run that fits, or the one that the person picks. */
  async pick(id: string | undefined, fits: RunFilter, none: string): Promise<RunRecord | undefined> {
    await this.desk.load();
    const named = typeof id === 'string' ? this.desk.run(id) : undefined;
    if (named) return named;
    const runs = this.desk.runs.filter(fits);
    if (runs.length === 0) void vscode.window.showInformationMessage(none);
    return runs.length > 1 ? this.ask(runs) : runs[0];
  }

  /** The same, but the current run is not asked about. */
  async pickCurrent(id: string | undefined, fits: RunFilter, none: string): Promise<RunRecord | undefined> {
    await this.desk.load();
    const { record } = this.selection;
    return this.pick(id ?? (record && fits(record) ? record.id : undefined), fits, none);
  }

  private async ask(runs: readonly RunRecord[]): Promise<RunRecord | undefined> {
    const items = runs.map(record => ({
      label: record.name,
      description: `${stateName(record)} · ${vscode.l10n.t('loss {0}', lossOf(record))}`,
      detail: new Date(record.createdAt).toLocaleString(vscode.env.language),
      record,
    }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Choose a run') });
    return picked?.record;
  }
}
