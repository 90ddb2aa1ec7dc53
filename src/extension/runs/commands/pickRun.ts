import * as vscode from 'vscode';
import type { RunRecord } from '../../../protocol/run';
import type { RunManager } from '../../core/runManager';
import type { Selection } from '../../core/selection';
import { runEntry } from '../../format/runFigures';
import { inform } from '../../notify';

export type RunPredicate = (record: RunRecord) => boolean;

export const isRunning: RunPredicate = ({ state }) => state === 'running';
export const canResume: RunPredicate = ({ state, elsewhere }) =>
  state !== 'running' && state !== 'done' && !elsewhere;
export const anyRun: RunPredicate = () => true;

/** What key bindings hand over for the runs selected in the tree. */
const SELECTED = ':selected';

/** For who wants a run where there is none. */
export const noRuns = () => vscode.l10n.t('There are no runs yet. Open a text and train Elman on it.');

/** Finds the run that a command is about. */
export class RunPicker {
  constructor(
    private readonly runManager: RunManager,
    private readonly shown: Selection,
    /** What is selected in the tree: ids of runs, and other things. */
    private readonly selected: () => readonly unknown[],
  ) {}

  /** All that a command from the tree is about: what a menu hands over, or what is selected where a key was pressed. */
  named(clicked: unknown, all: unknown): readonly unknown[] {
    return clicked === SELECTED ? this.selected() : Array.isArray(all) ? all : [clicked];
  }

  /** Several runs: those that a command names, or those that the person picks. */
  async pickMany(clicked: unknown, all: unknown, none: string): Promise<readonly RunRecord[]> {
    await this.runManager.load();
    const runs = this.named(clicked, all).map(id =>
      typeof id === 'string' ? this.runManager.run(id) : undefined,
    );
    const found = runs.filter(run => run !== undefined);
    if (found.length > 0 || clicked === SELECTED || Array.isArray(all)) return found;
    if (this.runManager.runs.length === 0) {
      void inform(none);
      return [];
    }
    return this.askMany([]);
  }

  /** The same, and those that the dashboard shows are picked already. */
  async pickShown(clicked: unknown, all: unknown, none: string): Promise<readonly RunRecord[]> {
    await this.runManager.load();
    const isNamed = this.named(clicked, all).some(item => item !== undefined);
    if (isNamed || this.runManager.runs.length === 0) return this.pickMany(clicked, all, none);
    return this.askMany(this.shown.ids);
  }

  /** The run of the tree's item; without one the only run that fits, or the one that the person picks. */
  async pick(id: string | undefined, fits: RunPredicate, none: string): Promise<RunRecord | undefined> {
    await this.runManager.load();
    const [name] = this.named(id, undefined);
    const named = typeof name === 'string' ? this.runManager.run(name) : undefined;
    if (named) return named;
    const runs = this.runManager.runs.filter(fits);
    if (runs.length === 0) void inform(none);
    return runs.length > 1 ? this.ask(runs) : runs[0];
  }

  /** The same, but the current run is not asked about. */
  async pickCurrent(
    id: string | undefined,
    fits: RunPredicate,
    none: string,
  ): Promise<RunRecord | undefined> {
    await this.runManager.load();
    const { record } = this.shown;
    return this.pick(id ?? (record && fits(record) ? record.id : undefined), fits, none);
  }

  private async askMany(picked: readonly string[]): Promise<readonly RunRecord[]> {
    const items = this.runManager.runs.map(run => ({
      ...runEntry(run),
      picked: picked.includes(run.id),
      record: run,
    }));
    const options = { placeHolder: vscode.l10n.t('Choose runs'), canPickMany: true } as const;
    const chosen = await vscode.window.showQuickPick(items, options);
    return (chosen ?? []).map(({ record }) => record);
  }

  private async ask(runs: readonly RunRecord[]): Promise<RunRecord | undefined> {
    const items = runs.map(record => ({ ...runEntry(record), record }));
    const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Choose a run') });
    return picked?.record;
  }
}
