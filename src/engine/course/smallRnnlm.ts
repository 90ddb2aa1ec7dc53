import { createRnnlm } from '../families/rnnlm/create';
import type { RnnlmModel, RnnlmStructure } from '../families/rnnlm/rnnlmModel';
import { trainRnnlm } from '../families/rnnlm/train';
import { latin1Words, type WordCorpus } from './wordCorpus';

/** Number of hidden units of the network, which are also the elements of its word vectors. */
const HIDDEN = 50;
/** Maximum number of epochs. It bounds the time. */
const MAX_EPOCHS = 12;
const structure = {
  ...{ binary: false, hidden: HIDDEN, compression: 0, oldClasses: false, independent: false },
  ...{ directOrder: 3, bptt: 5, bpttBlock: 10 },
} satisfies Partial<RnnlmStructure>;
const rates = { rate: 0.1, decay: 1e-7, cutoff: 15 };

/**
 * Trains RNNLM's network on the training part of a corpus. The validation part ends the training. `direct`: number of weights of
 * the direct connections.
 */
export function trainSmallRnnlm(corpus: WordCorpus, direct = 0): RnnlmModel {
  const { training, validation, vocabulary, counts } = corpus;
  const classes = Math.max(1, Math.round(Math.sqrt(vocabulary.size)));
  const counted = { words: latin1Words(corpus), counts, total: training.length };
  const start = { precision: 'double', seed: 1, rate: rates.rate, saveEvery: 0 } as const;
  const files = { trainFile: '', validFile: '' };
  const model = createRnnlm({ ...structure, classes, direct }, counted, start, files);
  const options = { rates: { ...rates }, minImprovement: 1.003, maxEpochs: MAX_EPOCHS };
  for (const _ of trainRnnlm(model, training, validation, options));
  return model;
}
