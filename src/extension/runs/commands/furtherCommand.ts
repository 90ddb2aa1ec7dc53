import * as vscode from 'vscode';
import { longerRunDifference } from '../../../common/longerRun';
import { limitOf } from '../../../common/runFigures';
import type { RunRecord } from '../../../protocol/run';
import type { RunManager } from '../../core/runManager';
import { count } from '../../format/numbers';
import { whileReading } from '../../training/readingProgress';
import type { SettingRanges } from '../../training/settingRanges';
import { translate } from '../../translate';
import type { RunPicker, RunPredicate } from './pickRun';

const isDone: RunPredicate = ({ state, elsewhere }) => state === 'done' && !elsewhere;

/** Implements "Train Further…": a finished run continues for more iterations. */
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

  /** Continues a finished run for this many more iterations. */
  async train(run: RunRecord, iterations: number): Promise<RunRecord> {
    const maxIterations = run.iteration + iterations;
    return whileReading(this.runManager, run, () => this.runManager.resume(run.id, { maxIterations }));
  }

  private async ask(run: RunRecord): Promise<number | undefined> {
    const difference = longerRunDifference(run);
    const typed = await vscode.window.showInputBox({
      title: vscode.l10n.t('Train {0} Further', run.name),
      prompt: vscode.l10n.t('Number of iterations after the {0} completed ones.', count(run.iteration)),
      value: String(limitOf(run) || run.iteration),
      validateInput: text => this.check(run, text, difference && translate(difference)),
    });
    return typed === undefined ? undefined : this.numberIn(typed);
  }

  /** Returns an error for an invalid number, else a message about the result. */
  private check(
    run: RunRecord,
    text: string,
    difference: string | undefined,
  ): vscode.InputBoxValidationMessage {
    const severities = vscode.InputBoxValidationSeverity;
    const iterations = this.numberIn(text);
    const problem = this.ranges.problem('training.maxIterations', String((iterations ?? 0) + run.iteration));
    if (iterations === undefined || problem !== undefined)
      return { message: vscode.l10n.t('Enter a whole number from 1.'), severity: severities.Error };
    if (difference !== undefined) return { message: difference, severity: severities.Warning };
    const total = count(run.iteration + iterations);
    const message = vscode.l10n.t(
      'The result will equal that of a run of {0} iterations, bit for bit.',
      total,
    );
    return { message, severity: severities.Info };
  }

  private numberIn(text: string): number | undefined {
    const number = this.ranges.parse('training.maxIterations', text);
    return number === 0 ? undefined : number;
  }
}
