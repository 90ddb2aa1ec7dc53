import { UserError } from '../../../protocol/userError';
import type { LdsLanguageModel } from './ldsLanguageModel';
import type { ReadoutTraining } from './readout';
import { type LdsProgress, type LdsTrainingOptions, trainLds } from './trainLds';

/** Number of updates of the readout in a slice of work. */
const SLICE = 20;

/** Trains a system with exactly `states` states. Throws a UserError if the text has too few covariances for them. */
export function* trainSystem(ids: Int32Array, options: LdsTrainingOptions): Generator<LdsProgress, void> {
  for (const step of trainLds(ids, options)) {
    const { rows } = step.lds.transitions;
    if (rows !== options.states) {
      throw new UserError(
        'The covariances of this text have rank {0}, so {0} is the largest possible number of states. Choose it, or another text.',
        [rows],
      );
    }
    yield step;
  }
}

/** Trains the readout. Yields after each slice of work the share that is done. */
export function* trainReadout(training: ReadoutTraining): Generator<number, void> {
  while (training.done < training.total) {
    for (let i = 0; i < SLICE && training.done < training.total; i++) training.step();
    yield training.done / training.total;
  }
}

/** Returns -ln P of all tokens but the first, in nats per token. */
export function lossOf(model: LdsLanguageModel, ids: Int32Array): number {
  const { logProbs } = model.score(model.start(), ids);
  return -logProbs.subarray(1).reduce((sum, each) => sum + each, 0) / (ids.length - 1);
}
