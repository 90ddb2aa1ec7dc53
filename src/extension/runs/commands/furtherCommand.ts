import * as vscode from 'vscode';
import { longerRunDifference } from '../../../common/longerRun';
import { limitOf } from '../../../common/runFigures';
import { fullName } from '../../../common/runNames';
import type { RunRecord } from '../../../protocol/run';
import type { RunManager } from '../../core/runManager';
import { count } from '../../format/numbers';
import { whileReading } from '../../training/readingProgress';
import type { SettingRanges } from '../../training/settingRanges';
import { translate } from '../../translate';
import type { RunPicker, RunPredicate } from './pickRun';

const isDone: RunPredicate = ({ state, elsewhere }) => state === 'done' && !elsewhere;

/** Implements "Train Further…", which continues a finished run for more iterations. */
export class FurtherCommand {
  constructor(
    private readonly runManager: RunManager,
    private readonly picker: RunPicker,
    private readonly ranges: SettingRanges,
    private readonly show: (id: string) => unknown,
  ) {}

  async run(id?: string): Promise<RunRecord | undefined> {
    const run = await this.picker.pickCurrent(id, isDone, vscode.l10n.t('There is no finished run.'));
    if (!run) return undefined;
    const iterations = await this.ask(run);
    if (iterations === undefined) return undefined;
    const record = await this.train(run, iterations);
    await this.show(run.id);
    return record;
  }

  /** Trains a finished run for `iterations` more iterations. */
  async train(run: RunRecord, iterations: number): Promise<RunRecord> {
    const maxIterations = run.iteration + iterations;
    return whileReading(this.runManager, run, () => this.runManager.resume(run.id, { maxIterations }));
  }

  private async ask(run: RunRecord): Promise<number | undefined> {
    const typed = await vscode.window.showInputBox(furtherQuestion(run, this.ranges));
    return typed === undefined ? undefined : iterationsIn(typed, this.ranges);
  }
}

/**
 * Returns the options of the input box that asks for the number of further iterations. The proposed value is
 * the run's maximum number of iterations, or its completed ones if it has no maximum.
 */
export function furtherQuestion(run: RunRecord, ranges: SettingRanges): vscode.InputBoxOptions {
  const difference = longerRunDifference(run);
  return {
    title: vscode.l10n.t('Train {0} Further', fullName(run)),
    prompt: vscode.l10n.t('Number of iterations after the {0} completed ones.', count(run.iteration)),
    value: String(limitOf(run) || run.iteration),
    validateInput: typed => {
      const severities = vscode.InputBoxValidationSeverity;
      const iterations = iterationsIn(typed, ranges);
      const total = run.iteration + (iterations ?? 0);
      if (iterations === undefined || ranges.problem(LIMIT, String(total)) !== undefined)
        return { message: vscode.l10n.t('Enter a whole number from 1.'), severity: severities.Error };
      if (difference) return { message: translate(difference), severity: severities.Warning };
      const message = vscode.l10n.t(
        'The result will equal that of a run of {0} iterations, bit for bit.',
        count(total),
      );
      return { message, severity: severities.Info };
    },
  };
}

const LIMIT = 'training.maxIterations';

function iterationsIn(typed: string, ranges: SettingRanges): number | undefined {
  const iterations = ranges.parse(LIMIT, typed);
  // Rejects 0, which would mean "no limit" as the value of the setting.
  return iterations === 0 ? undefined : iterations;
}
