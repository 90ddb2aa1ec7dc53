import { perplexityOf } from '../../common/perplexity';
import { mean } from '../../common/statistics';
import type { RnnlmFigures } from '../../protocol/course';
import type { ComparisonText } from '../comparison/comparedKind';
import { countNgrams } from '../comparison/countNgrams';
import { decodeLatin1 } from '../core/latin1';
import { exp, log } from '../core/math';
import { bestLinearWeights } from '../families/mixture/linearWeights';
import { estimate } from '../families/ngram/estimate';
import { modelOf } from '../families/ngram/levels';
import { NgramModel } from '../families/ngram/ngramModel';
import { createRnnlm } from '../families/rnnlm/create';
import { RnnlmLanguageModel } from '../families/rnnlm/rnnlmLanguageModel';
import type { RnnlmModel, RnnlmStructure } from '../families/rnnlm/rnnlmModel';
import { trainRnnlm } from '../families/rnnlm/train';
import type { LanguageModel } from '../model/languageModel';
import { type WordCorpus, wordCorpus } from './wordCorpus';

/** Number of words of the longest n-grams. */
const ORDER = 5;
/** Options of RNNLM, of which the maximum number of epochs bounds the time. */
const MAX_EPOCHS = 12;
const structure = {
  ...{ binary: false, hidden: 50, compression: 0, oldClasses: false, independent: false },
  ...{ direct: 0, directOrder: 3, bptt: 5, bpttBlock: 10 },
} satisfies Partial<RnnlmStructure>;
/** Number of weights of the direct connections. */
const DIRECT = 1_000_000;
const rates = { rate: 0.1, decay: 1e-7, cutoff: 15 };

/**
 * Compares a 5-gram, RNNLM's network with and without direct connections, and mixtures of the 5-gram with each network, on
 * the last tenth of the words of a text. The ninth tenth ends the trainings and determines the weights of the mixtures.
 */
export function compareRnnlm(text: ComparisonText): RnnlmFigures {
  const corpus = wordCorpus(text);
  const ngram = scoresOf(learnNgrams(corpus), corpus);
  const classes = Math.max(1, Math.round(Math.sqrt(corpus.vocabulary.size)));
  const plain = train(corpus, { ...structure, classes });
  const direct = train(corpus, { ...structure, classes, direct: DIRECT });
  const network = scoresOf(new RnnlmLanguageModel(plain), corpus);
  const withDirect = scoresOf(new RnnlmLanguageModel(direct), corpus);
  return {
    tokens: corpus.training.length,
    words: corpus.vocabulary.size,
    classes,
    outputs: meanOutputs(plain, corpus.test),
    ngram: perplexity(ngram.test),
    network: perplexity(network.test),
    direct: perplexity(withDirect.test),
    mixed: mix(network, ngram),
    mixedDirect: mix(withDirect, ngram),
  };
}

function learnNgrams({ training, vocabulary }: WordCorpus): NgramModel {
  const byLength = () => ({ smoothing: 'kneserNey', interpolate: true, minimumCount: 1 }) as const;
  const counts = countNgrams({ vocabulary, sentenceEnd: 0 }, training, ORDER);
  return new NgramModel(modelOf(estimate(counts, vocabulary, { byLength }).ngrams));
}

function train({ training, validation, vocabulary, counts }: WordCorpus, shape: RnnlmStructure): RnnlmModel {
  // The words of RNNLM's models have a character for each byte.
  const words = vocabulary.symbols.map(word => decodeLatin1(new TextEncoder().encode(word)));
  const counted = { words, counts, total: training.length };
  const start = { precision: 'double', seed: 1, rate: rates.rate, saveEvery: 0 } as const;
  const model = createRnnlm(shape, counted, start, { trainFile: '', validFile: '' });
  const options = { rates: { ...rates }, minImprovement: 1.003, maxEpochs: MAX_EPOCHS };
  for (const _ of trainRnnlm(model, training, validation, options));
  return model;
}

/** Log probabilities of the two parts that a model was not trained on. It reads them after the training part. */
interface Scores {
  readonly validation: Float64Array;
  readonly test: Float64Array;
}

function scoresOf<S>(model: LanguageModel<S>, { training, validation, test }: WordCorpus): Scores {
  const ids = Int32Array.from([...training.subarray(-ORDER), ...validation, ...test]);
  const logProbs = model.score(model.start(), ids).logProbs.subarray(-validation.length - test.length);
  return { validation: logProbs.subarray(0, validation.length), test: logProbs.subarray(validation.length) };
}

function mix(network: Scores, ngram: Scores): RnnlmFigures['mixed'] {
  const { weights } = bestLinearWeights([network.validation, ngram.validation]);
  const [share] = weights;
  const mixed = network.test.map((logProb, t) =>
    log(share * exp(logProb) + (1 - share) * exp(ngram.test[t])),
  );
  return { share, perplexity: perplexity(mixed) };
}

const perplexity = (logProbs: Float64Array) => perplexityOf(-mean([...logProbs]));

/** Returns the mean number of outputs that the network computes for a word: all classes, and the words of its class. */
function meanOutputs({ vocabulary: { classOf, firsts }, structure }: RnnlmModel, ids: Int32Array): number {
  const computed = [...ids].map(id => structure.classes + firsts[classOf[id] + 1] - firsts[classOf[id]]);
  return mean(computed);
}
