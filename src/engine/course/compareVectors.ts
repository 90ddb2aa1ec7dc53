import type { AnsweredFigures, ComparedNeighbours, VectorsFigures } from '../../protocol/course';
import type { ComparisonText } from '../comparison/comparedKind';
import { RnnlmLanguageModel } from '../families/rnnlm/rnnlmLanguageModel';
import { matrixVectors } from '../scoring/tokenVectors';
import { beginVectorTraining } from '../vectors/beginTraining';
import { passesOver, type VectorConfiguration } from '../vectors/configureVectors';
import { textOfWord, wordOfText } from '../vectors/files/wordText';
import { nearestTo } from '../vectors/search';
import { unitVectors, vectorOf, type WordVectors } from '../vectors/wordVectors';
import { trainSmallRnnlm } from './smallRnnlm';
import { latin1Words, type WordCorpus, wordCorpus } from './wordCorpus';
import { analogyScore, oddWordScore, type QuestionScore, readQuestions } from './wordQuestions';

/** Maximum number of words of the training part. It bounds the time. */
const MOST = 200_000;
/** Maximum number of words whose neighbours are shown, and of neighbours. */
const [SHOWN, NEAREST] = [8, 4];

/**
 * Trains word vectors by word2vec, and RNNLM's network, whose input weights are word vectors as well, on the same words.
 * Asks both the questions of a file. `text`: words in lower case.
 */
export async function compareVectors(
  text: ComparisonText,
  configuration: VectorConfiguration,
  file: string,
): Promise<VectorsFigures> {
  const corpus = wordCorpus(beginningOf(text));
  const word2vec = ofWords(await trainWord2vec(corpus, configuration));
  const network = ofWords(inputVectors(corpus));
  const { analogies, oddWords } = readQuestions(wordOfText(file.toLowerCase()));
  return {
    read: corpus.training.length,
    tokens: text.training.length + text.heldOut.length,
    words: word2vec.words.length,
    analogies: joined(analogyScore(word2vec, analogies), analogyScore(network, analogies)),
    oddWords: joined(oddWordScore(word2vec, oddWords), oddWordScore(network, oddWords)),
    neighbours: neighboursOf(oddWords, word2vec, network),
  };
}

/** Returns the beginning of a text that is longer than `MOST` words, divided in the same proportion. */
function beginningOf(text: ComparisonText): ComparisonText {
  const training = text.training.subarray(0, MOST);
  const share = training.length / text.training.length;
  return { ...text, training, heldOut: text.heldOut.subarray(0, Math.floor(share * text.heldOut.length)) };
}

async function trainWord2vec(corpus: WordCorpus, configuration: VectorConfiguration): Promise<WordVectors> {
  const { training, counts } = corpus;
  const vocabulary = {
    words: latin1Words(corpus),
    counts: Float64Array.from(counts),
    total: training.length,
  };
  const options = { ...configuration, iterations: passesOver(training.length, configuration) };
  const begun = await beginVectorTraining({ vocabulary, options, exact: false });
  for (const _ of begun.run(training));
  const vectors = begun.vectors();
  begun.end();
  return vectors;
}

function inputVectors(corpus: WordCorpus): WordVectors {
  const vectors = matrixVectors(new RnnlmLanguageModel(trainSmallRnnlm(corpus)), 'input');
  if (!vectors) throw new Error('the network has no input weights');
  return vectors;
}

/** Returns the vectors scaled to length 1, without the first one, of the end of a sentence, and the last, of unknown words. */
function ofWords({ words, vectors, size }: WordVectors): WordVectors {
  return unitVectors({ words: words.slice(1, -1), vectors: vectors.slice(size, -size), size });
}

const joined = ({ questions, asked, right }: QuestionScore, network: QuestionScore): AnsweredFigures => ({
  ...{ questions, asked, word2vec: right, network: network.right },
});

/** Returns the neighbours of some of the first words of questions, each word once. */
function neighboursOf(questions: readonly string[], word2vec: WordVectors, network: WordVectors) {
  const firsts = new Set(questions.map(question => question.split(' ')[0]));
  const known = [...firsts].filter(word => word2vec.words.includes(word));
  const shown = known.filter((_, i) => i % Math.ceil(known.length / SHOWN) === 0);
  return shown.map(
    (word): ComparedNeighbours => ({
      ...{ word: textOfWord(word), word2vec: nearest(word2vec, word), network: nearest(network, word) },
    }),
  );
}

function nearest(unit: WordVectors, word: string): string[] {
  const id = unit.words.indexOf(word);
  const found = nearestTo(unit, vectorOf(unit, id), { count: NEAREST, except: [id] });
  return found.map(each => textOfWord(unit.words[each.id]));
}
