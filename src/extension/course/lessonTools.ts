import type { Experiments } from '../experiments/experiments';
import type { NgramCommand } from '../models/ngramCommand';
import type { TrainCommand } from '../training/trainCommand';

/** The parts of other areas that the lessons use. */
export interface LessonTools {
  readonly ngrams: NgramCommand;
  readonly training: TrainCommand;
  readonly experiments: Experiments;
  /** Opens the dashboard in the active editor group. */
  readonly openDashboard: () => void;
}
