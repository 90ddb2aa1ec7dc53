import * as vscode from 'vscode';
import type { Foldable } from '../../protocol/dashboard';
import type { RunRecord } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { minCharRnn } from '../../settings/presetBases';
import type { RunManager } from '../core/runManager';
import type { Selection } from '../core/selection';
import type { TrainCommand } from '../training/trainCommand';
import type { ExampleText } from './exampleText';

const ID = 'elman-lab.elman-lab#getStarted';

/**
 * Number of iterations of each run. They take a few seconds, and are enough for a clear difference between
 * the losses of the two runs.
 */
const ITERATIONS = 20_000;

/** The learning rate of min-char-rnn. On the English sample, it makes many tanh units saturated. */
const RATE = 0.1;
/** A lower learning rate, which leaves most units unsaturated. */
const LOWER_RATE = 0.03;

/**
 * The actions of the walkthrough's buttons. They lead through a comparison of logistic units with tanh units.
 */
export class Walkthrough {
  constructor(
    private readonly runManager: RunManager,
    private readonly selection: Selection,
    private readonly training: TrainCommand,
    private readonly sample: ExampleText,
    private readonly openDashboard: (part?: Foldable) => void,
  ) {}

  async open(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', ID, false);
  }

  /**
   * Trains on the sample text. Ignores the user's own settings, so that the two runs differ only in the
   * activation.
   */
  async train(activation: 'logistic' | 'tanh', learningRate = RATE): Promise<RunRecord> {
    const settings = {
      ...minCharRnn,
      'model.activation': activation,
      'training.learningRate': learningRate,
      'validation.fraction': 0.05,
      'training.maxIterations': ITERATIONS,
    };
    return this.training.train(await this.sample.find(), {
      name: learningRate === RATE ? activation : `${activation} ${learningRate}`,
      settings,
    });
  }

  /**
   * Trains both networks again with the lower learning rate, and compares them. Opens the part of the dashboard
   * with the hidden activations, which the walkthrough's text explains.
   */
  async trainLowerRate(): Promise<void> {
    // Opens the dashboard beside the walkthrough before the training starts. Without this step, the training
    // would open it in another place.
    this.openDashboard('units');
    const logistic = await this.train('logistic', LOWER_RATE);
    const tanh = await this.train('tanh', LOWER_RATE);
    this.selection.choose([logistic.id, tanh.id]);
  }

  /**
   * Shows the two newest runs side by side, the older one first. Throws a UserError if there are fewer than
   * two runs.
   */
  async compareLastTwo(): Promise<void> {
    await this.runManager.load();
    const [newest, before] = this.runManager.runs;
    if (!before) throw new UserError('Train at least two runs to compare them.');
    this.selection.choose([before.id, newest.id]);
    this.openDashboard();
  }
}
