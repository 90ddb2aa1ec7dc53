import type * as vscode from 'vscode';
import type { RunSettings } from '../../protocol/run';
import type { Experiments } from '../experiments/experiments';
import type { NgramCommand } from '../models/ngramCommand';
import type { TrainCommand } from '../training/trainCommand';

/** The parts of other areas that the lessons use. */
export interface LessonTools {
  readonly ngrams: NgramCommand;
  readonly training: TrainCommand;
  readonly experiments: Experiments;
  /** Trains word vectors on a text, stores them and shows them. `settings` replace those of the user. */
  readonly trainVectors: (text: vscode.Uri, settings: RunSettings) => Promise<unknown>;
  /** Opens the dashboard in the active editor group. */
  readonly openDashboard: () => void;
}
