import { exp, log } from '../../core/math';
import type { FasterRnnlmModel } from './fasterRnnlmModel';
import type { FasterRnnlmFeatures } from './features';

/** The output of a model trained by noise-contrastive estimation: P(word) is a softmax over all words. */
export class SoftmaxOutput {
  private readonly logProbs: Float64Array; // [V], ln P of each word

  constructor(
    private readonly model: FasterRnnlmModel,
    private readonly features: FasterRnnlmFeatures,
  ) {
    this.logProbs = new Float64Array(model.vocabulary.words.length);
  }

  logProb(hidden: Float64Array, word: number): number {
    this.all(hidden, this.logProbs);
    return this.logProbs[word];
  }

  /** Computes ln P of all words after the given hidden state. Writes them into `logProbs`, [V]. */
  all(hidden: Float64Array, logProbs: Float64Array): void {
    const { output } = this.model;
    const H = this.model.structure.hidden;
    let largest = Number.NEGATIVE_INFINITY;
    for (let word = 0; word < logProbs.length; word++) {
      let y = this.features.sum(word, this.features.order);
      for (let j = 0, w = word * H; j < H; j++, w++) y += output[w] * hidden[j];
      logProbs[word] = y;
      largest = Math.max(largest, y);
    }
    let sum = 0;
    for (const y of logProbs) sum += exp(y - largest);
    const total = largest + log(sum);
    for (let word = 0; word < logProbs.length; word++) logProbs[word] -= total;
  }
}
