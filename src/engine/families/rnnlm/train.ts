import { UserError } from '../../../protocol/userError';
import { log } from '../../core/math';
import { Learner, type LearningOptions } from './net/learner';
import { END, RnnlmNetwork, UNKNOWN } from './net/network';
import type { RnnlmModel, RnnlmNumbers, Weights } from './rnnlmModel';

/** Number of words between two reports of progress. */
const REPORT_EVERY = 10_000;

/** Options for training a model. */
export interface TrainOptions {
  readonly rates: LearningOptions;
  /**
   * Minimum improvement of the log10 probability of the validation text in an epoch, as a ratio: the value
   * before the epoch divided by the value after it. If the ratio is lower, the halving of the learning rate
   * begins.
   */
  readonly minImprovement: number;
  /** Maximum number of epochs, including those that the model was trained for before. */
  readonly maxEpochs: number;
}

/** The events of training, in order. Log probabilities are to base 10. */
export type TrainEvent =
  | { readonly kind: 'epoch' }
  | { readonly kind: 'progress' | 'trained'; readonly words: number; readonly logProb: number }
  | { readonly kind: 'validated'; readonly words: number; readonly logProb: number }
  /** Asks the caller to save the model now, before training continues. */
  | { readonly kind: 'save' };

/**
 * Trains `model` in place. Computes in the same order as the C tool. If an epoch makes the validation text
 * less likely, restores the weights from before the epoch, except the direct weights. After the first epoch
 * that improves the validation text too little (see `minImprovement`), the learning rate is halved every
 * epoch. The second such epoch is the last one. Without a validation text, trains for one epoch.
 */
export function* trainRnnlm(
  model: RnnlmModel,
  training: Int32Array,
  validation: Int32Array | undefined,
  { rates, minImprovement, maxEpochs }: TrainOptions,
): Generator<TrainEvent> {
  const network = new RnnlmNetwork(model);
  const learner = new Learner(model, network, rates);
  let backup = copyOf(model.weights, network);
  const updateProgress = (changes: Partial<RnnlmModel['progress']>) => {
    model.progress = { ...model.progress, rate: rates.rate, ...changes };
    model.hidden.set(network.hidden);
  };
  while (model.progress.epochs < maxEpochs) {
    yield { kind: 'epoch' };
    yield* learnText(model, network, learner, training, updateProgress);
    if (!validation) {
      updateProgress({ trainLogProb: 0 });
      yield { kind: 'save' };
      return;
    }
    const { logProb, words } = validate(network, learner, validation);
    yield { kind: 'validated', logProb, words };
    const before = model.progress.validLogProb;
    updateProgress({ position: 0, trainLogProb: logProb });
    if (logProb < before) restore(backup, model.weights, network);
    else backup = copyOf(model.weights, network);
    if (logProb * minImprovement < before) {
      if (model.progress.halving) {
        updateProgress({});
        yield { kind: 'save' };
        return;
      }
      updateProgress({ halving: true });
    }
    if (model.progress.halving) rates.rate /= 2;
    updateProgress({ validLogProb: logProb, trainLogProb: 0, epochs: model.progress.epochs + 1 });
    yield { kind: 'save' };
  }
}

function* learnText(
  model: RnnlmModel,
  network: RnnlmNetwork,
  learner: Learner,
  ids: Int32Array,
  updateProgress: (changes: Partial<RnnlmModel['progress']>) => void,
): Generator<TrainEvent> {
  const { saveEvery } = model.progress;
  let { position: counter, trainLogProb: logProb } = model.progress;
  let last = END;
  learner.start();
  network.history.fill(END);
  network.flush();
  for (let at = counter; ; at++) {
    counter++;
    if (counter % REPORT_EVERY === 0) yield { kind: 'progress', words: counter, logProb };
    if (saveEvery > 0 && counter % saveEvery === 0) {
      updateProgress({ position: counter, trainLogProb: logProb });
      yield { kind: 'save' };
    }
    if (at >= ids.length) break;
    const word = ids[at];
    network.compute(last, word);
    if (word !== UNKNOWN) logProb += log10(network.probability(word));
    if (!Number.isFinite(logProb)) throw numericalError(counter);
    learner.learn(last, word, counter);
    if (network.advance(word)) learner.reset();
    last = word;
  }
  network.compute(last, UNKNOWN);
  yield { kind: 'trained', words: counter, logProb };
}

function validate(network: RnnlmNetwork, learner: Learner, ids: Int32Array) {
  let [logProb, words, last] = [0, 0, END];
  network.flush();
  for (const word of ids) {
    network.compute(last, word);
    if (word !== UNKNOWN) {
      logProb += log10(network.probability(word));
      words++;
    }
    if (network.advance(word)) learner.reset();
    last = word;
  }
  network.compute(last, UNKNOWN);
  return { logProb, words };
}

export function log10(x: number): number {
  return log(x) / Math.LN10;
}

interface Backup extends Omit<Weights, 'direct'> {
  readonly hidden: RnnlmNumbers;
}

function copyOf({ input, recurrent, compression, output }: Weights, { hidden }: RnnlmNetwork): Backup {
  return {
    input: input.slice(),
    recurrent: recurrent.slice(),
    compression: compression.slice(),
    output: output.slice(),
    hidden: hidden.slice(),
  };
}

function restore(backup: Backup, weights: Weights, network: RnnlmNetwork): void {
  weights.input.set(backup.input);
  weights.recurrent.set(backup.recurrent);
  weights.compression.set(backup.compression);
  weights.output.set(backup.output);
  network.hidden.set(backup.hidden);
}

function numericalError(word: number): UserError {
  return new UserError(
    'The model computed a number that is not finite at word {0}. Lower the learning rate (-alpha) or the gradient cutoff (-gradient-cutoff), and train again.',
    [word],
  );
}
