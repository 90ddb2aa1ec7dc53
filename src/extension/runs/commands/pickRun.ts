import * as vscode from 'vscode';
import type { RunRecord } from '../../../protocol/run';
import type { RunManager } from '../../core/runManager';
import type { Selection } from '../../core/selection';
import { runEntry } from '../../format/runFigures';
import { showInformation } from '../../notify';

export type RunPredicate = (record: RunRecord) => boolean;

export const isRunning: RunPredicate = ({ state }) => state === 'running';
export const anyRun: RunPredicate = () => true;

/** The argument that key bindings pass to commands. It means the items that are selected in the tree. */
const SELECTED = ':selected';

/** Returns the message that commands show if they need a run and there is none. */
export const noRuns = () => vscode.l10n.t('There are no runs yet. Open a text and train Elman on it.');

/** Finds the runs that a command applies to. */
export class RunPicker {
  constructor(
    private readonly runManager: RunManager,
    private readonly shown: Selection,
    /** Returns the items that are selected in the tree: ids of runs, and other objects. */
    private readonly selected: () => Promise<readonly unknown[]>,
  ) {}

  /**
   * Returns the items to which a command of the tree applies. They are the arguments that a menu passes or,
   * if a key binding called the command, the selection of the tree.
   */
  async named(clicked: unknown, all: unknown): Promise<readonly unknown[]> {
    if (clicked === SELECTED) return this.selected();
    if (!Array.isArray(all)) return [clicked];
    // If several rows are selected, a menu passes all of them, but undefined for items that VS Code is
    // reading again at that moment. In this case, reads the selection from the tree.
    const selected = all.includes(undefined) ? await this.selected() : [];
    return selected.length === all.length ? selected : all;
  }

  /**
   * Returns the runs to which a command applies: those that its arguments name, or those that the user picks.
   * `none` is the message if there are no runs.
   */
  async pickMany(clicked: unknown, all: unknown, none: string): Promise<readonly RunRecord[]> {
    // Reads the selection before the list of runs loads, because the selection may change meanwhile.
    const named = await this.named(clicked, all);
    await this.runManager.load();
    const runs = named.map(id => (typeof id === 'string' ? this.runManager.run(id) : undefined));
    const found = runs.filter(run => run !== undefined);
    if (found.length > 0 || clicked === SELECTED || Array.isArray(all)) return found;
    if (this.runManager.runs.length === 0) {
      void showInformation(none);
      return [];
    }
    return this.askMany([]);
  }

  /**
   * Returns runs as `pickMany` does. If the user is asked, the runs that the dashboard shows are ticked at
   * first.
   */
  async pickShown(clicked: unknown, all: unknown, none: string): Promise<readonly RunRecord[]> {
    await this.runManager.load();
    const isNamed = (await this.named(clicked, all)).some(item => item !== undefined);
    if (isNamed || this.runManager.runs.length === 0) return this.pickMany(clicked, all, none);
    return this.askMany(this.shown.ids);
  }

  /**
   * Returns the run to which a command applies: the run that its argument names, or else the only run for
   * which `fits` returns true, or else the run that the user picks. `none` is the message if no run fits.
   * Undefined if no run fits, or if the user cancelled.
   */
  async pick(id: string | undefined, fits: RunPredicate, none: string): Promise<RunRecord | undefined> {
    await this.runManager.load();
    const [name] = await this.named(id, undefined);
    const named = typeof name === 'string' ? this.runManager.run(name) : undefined;
    if (named) return named;
    const runs = this.runManager.runs.filter(fits);
    if (runs.length === 0) void showInformation(none);
    return runs.length > 1 ? this.ask(runs) : runs[0];
  }

  /**
   * Returns a run as `pick` does, except that it returns the current run if no argument is given and `fits`
   * returns true for the current run.
   */
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
