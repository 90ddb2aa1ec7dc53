import { perplexityOf } from '../../common/perplexity';
import { mean } from '../../common/statistics';
import type { RnnlmFigures } from '../../protocol/course';
import type { ComparisonText } from '../comparison/comparedKind';
import { countNgrams } from '../comparison/countNgrams';
import { exp, log } from '../core/math';
import { bestLinearWeights } from '../families/mixture/linearWeights';
import { estimate } from '../families/ngram/estimate';
import { modelOf } from '../families/ngram/levels';
import { NgramModel } from '../families/ngram/ngramModel';
import { RnnlmLanguageModel } from '../families/rnnlm/rnnlmLanguageModel';
import type { RnnlmModel } from '../families/rnnlm/rnnlmModel';
import type { LanguageModel } from '../model/languageModel';
import { trainSmallRnnlm } from './smallRnnlm';
import { type WordCorpus, wordCorpus } from './wordCorpus';

/** Number of words of the longest n-grams. */
const ORDER = 5;
/** Number of weights of the direct connections. */
const DIRECT = 1_000_000;

/**
 * Compares a 5-gram, RNNLM's network with and without direct connections, and mixtures of the 5-gram with each network, on
 * the last tenth of the words of a text. The ninth tenth ends the trainings and determines the weights of the mixtures.
 */
export function compareRnnlm(text: ComparisonText): RnnlmFigures {
  const corpus = wordCorpus(text);
  const ngram = scoresOf(learnNgrams(corpus), corpus);
  const plain = trainSmallRnnlm(corpus);
  const direct = trainSmallRnnlm(corpus, DIRECT);
  const network = scoresOf(new RnnlmLanguageModel(plain), corpus);
  const withDirect = scoresOf(new RnnlmLanguageModel(direct), corpus);
  return {
    tokens: corpus.training.length,
    words: corpus.vocabulary.size,
    classes: plain.structure.classes,
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
