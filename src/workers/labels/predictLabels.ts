import { exp } from '../../engine/core/math';
import type { OpenLabelModel } from '../../engine/model/labelModel';
import { mostLikely } from '../../engine/scoring/labels/labelFigures';
import type { LabelReadingResult, TaggedToken } from '../../protocol/labelFigures';
import { readerOf } from './labelReaders';
import { type PlacedSymbol, sentencesIn, tokensIn } from './placedTokens';

/** Labels a text: all of it with a classifier, each of its tokens with a tagger. */
export function predictLabels(model: OpenLabelModel, text: string): LabelReadingResult {
  return model.settings.labels.task === 'classify' ? classify(model, text) : tag(model, text);
}

function classify(model: OpenLabelModel, text: string): LabelReadingResult {
  const { vocabulary, labels } = model;
  const ids = tokensIn(text, model.tokenizer).map(({ symbol }) => vocabulary.id(symbol));
  const known = ids.filter(id => id >= 0);
  const { longest } = model.settings.labels;
  const unknown = ids.filter(id => id < 0 || id === vocabulary.unknown).length;
  const cut = Math.max(0, known.length - longest);
  if (known.length === 0) return { task: 'classify', guesses: [], unknown, cut };
  const [logProbs] = readerOf(model, 1).read([{ tokens: known.slice(0, longest) }]);
  const guesses = labels.map((label, k) => ({ label, probability: exp(logProbs[k]) }));
  return { task: 'classify', guesses: guesses.sort((a, b) => b.probability - a.probability), unknown, cut };
}

function tag(model: OpenLabelModel, text: string): LabelReadingResult {
  const { vocabulary } = model;
  const { longest } = model.settings.labels;
  const reader = readerOf(model, 1);
  const tokens: TaggedToken[] = [];
  let [unknown, cut] = [0, 0];
  for (const sentence of sentencesIn(text, model.tokenizer)) {
    const read = sentence.slice(0, longest);
    cut += sentence.length - read.length;
    const ids = read.map(({ symbol }) => vocabulary.id(symbol));
    unknown += ids.filter(id => id === vocabulary.unknown).length;
    const [logProbs] = reader.read([{ tokens: ids }]);
    tokens.push(...read.map((token, t) => tagged(model, token, logProbs, t)));
  }
  return { task: 'tag', tokens, unknown, cut };
}

function tagged(
  { labels }: OpenLabelModel,
  { start, end }: PlacedSymbol,
  logProbs: Float64Array,
  t: number,
): TaggedToken {
  const K = labels.length;
  const best = mostLikely(logProbs, t * K, K);
  return { start, end, label: labels[best], probability: exp(logProbs[t * K + best]) };
}
