import * as vscode from 'vscode';
import { conditionsOf } from '../../../common/conditions';
import { planSeeds, type SeedToTrain, USUAL_SEEDS } from '../../../common/moreSeeds';
import { withoutNumber } from '../../../common/names';
import { startedTask } from '../../../common/runTask';
import { MAX_SHOWN } from '../../../protocol/dashboard';
import type { RunRecord } from '../../../protocol/run';
import type { RunManager } from '../../core/runManager';
import type { RunQueue } from '../../core/runQueue';
import type { Selection } from '../../core/selection';
import type { StorageWorker } from '../../core/storageWorker';
import { currentSettings } from '../../settings';
import type { TrainCommand } from '../../training/trainCommand';
import { noRuns, type RunPicker } from './pickRun';

/**
 * Implements "Train with More Seeds…". Trains again with the texts and settings of the chosen runs, but with
 * other seeds. Trains as many runs at a time as there are cores. Shows the new and the chosen runs side by
 * side.
 */
export class SeedsCommand {
  constructor(
    private readonly services: {
      readonly runManager: RunManager;
      readonly selection: Selection;
      readonly storage: StorageWorker;
      readonly queue: RunQueue;
    },
    private readonly picker: RunPicker,
    private readonly training: TrainCommand,
    private readonly openPanel: () => void,
  ) {}

  async run(clicked?: unknown, all?: unknown): Promise<void> {
    const chosen = await this.picker.pickShown(clicked, all, noRuns());
    if (chosen.length === 0) return;
    const count = await ask(conditionsOf(chosen, run => run).length);
    if (count !== undefined) await this.train(chosen, count);
  }

  /**
   * Trains runs until the condition of each chosen run has `count` seeds. Adds a new run to the shown runs
   * when the new run begins. Resolves to the new runs when all of them have ended.
   */
  async train(chosen: readonly RunRecord[], count: number): Promise<readonly RunRecord[]> {
    const { runManager, selection, queue } = this.services;
    const plan = planSeeds(chosen, runManager.runs, count);
    selection.choose(plan.existing.map(({ id }) => id));
    this.openPanel();
    const started: RunRecord[] = [];
    const group = queue.add(
      plan.missing.map(missing => ({
        begin: async () => {
          const record = await this.begin(missing);
          started.push(record);
          this.join(record, missing.like);
          return record.id;
        },
      })),
    );
    await group.done;
    return started;
  }

  private async begin({ like, seed }: SeedToTrain): Promise<RunRecord> {
    const texts = await this.services.storage.channel.request('texts', { id: like.id });
    const settings = { ...currentSettings(like.settings), 'training.seed': seed };
    return this.training.begin(withoutNumber(like.name), texts, settings, startedTask(like));
  }

  /**
   * Adds a run to the shown runs. Does nothing if `like` is no longer shown, which means that the user has
   * chosen other runs.
   */
  private join({ id }: RunRecord, like: RunRecord): void {
    const { ids } = this.services.selection;
    if (ids.includes(like.id)) this.services.selection.choose([...ids, id]);
  }
}

/**
 * Asks the user for the number of seeds per condition. `conditions` is the number of conditions: with more
 * conditions, fewer seeds are allowed, so that the dashboard can show all runs. Undefined if the user
 * cancelled.
 */
async function ask(conditions: number): Promise<number | undefined> {
  const most = Math.floor(MAX_SHOWN / conditions);
  const numberIn = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : 0);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Train with More Seeds'),
    prompt: vscode.l10n.t('Number of seeds for each network, including those that were trained.'),
    value: String(Math.min(USUAL_SEEDS, most)),
    validateInput: text =>
      numberIn(text) >= 2 && numberIn(text) <= most
        ? undefined
        : vscode.l10n.t('Enter a whole number from 2 to {0}.', most),
  });
  return typed === undefined ? undefined : numberIn(typed);
}
