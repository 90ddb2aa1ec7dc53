import * as vscode from 'vscode';
import { conditionsOf } from '../../../common/conditions';
import { planSeeds, type SeedPlan } from '../../../common/moreSeeds';
import { withoutNumber } from '../../../common/names';
import { MAX_SHOWN } from '../../../protocol/dashboard';
import type { RunRecord } from '../../../protocol/run';
import type { RunManager } from '../../core/runManager';
import type { Selection } from '../../core/selection';
import type { StorageWorker } from '../../core/storageWorker';
import { currentSettings } from '../../settings';
import type { TrainCommand } from '../../training/trainCommand';
import { noRuns, type RunPicker } from './pickRun';

/** Number of seeds that the question proposes. */
const USUAL = 5;

/**
 * Implements "Train with More Seeds…": the text and the settings of runs again, with other seeds, all at
 * once. Their comparison is shown.
 */
export class SeedsCommand {
  constructor(
    private readonly services: {
      readonly runManager: RunManager;
      readonly selection: Selection;
      readonly storage: StorageWorker;
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

  /** Trains what is missing so that the condition of each of these runs has `count` seeds. */
  async train(chosen: readonly RunRecord[], count: number): Promise<readonly RunRecord[]> {
    const { runManager, selection } = this.services;
    const plan = planSeeds(chosen, runManager.runs, count);
    const started = await this.start(plan);
    selection.choose([...plan.existing, ...started].map(({ id }) => id));
    this.openPanel();
    return started;
  }

  private async start({ missing }: SeedPlan): Promise<RunRecord[]> {
    const started: RunRecord[] = [];
    for (const { like, seed } of missing) {
      const texts = await this.services.storage.channel.request('texts', { id: like.id });
      const settings = { ...currentSettings(like.settings), 'training.seed': seed };
      started.push(await this.training.begin(withoutNumber(like.name), texts, settings));
    }
    return started;
  }
}

/** Asks for the number of seeds of each of the conditions. */
async function ask(conditions: number): Promise<number | undefined> {
  const most = Math.floor(MAX_SHOWN / conditions);
  const numberIn = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : 0);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Train with More Seeds'),
    prompt: vscode.l10n.t('Number of seeds for each network, including those that were trained.'),
    value: String(Math.min(USUAL, most)),
    validateInput: text =>
      numberIn(text) >= 2 && numberIn(text) <= most
        ? undefined
        : vscode.l10n.t('Enter a whole number from 2 to {0}.', most),
  });
  return typed === undefined ? undefined : numberIn(typed);
}
