import { isCloze, type OpenClozeModel } from '../../engine/model/clozeFile';
import type { OpenModel } from '../../engine/model/openModel';
import { beginningOf, isUnknown } from '../../engine/model/textIds';
import { sample } from '../../engine/sampling/drawIds';
import { unchangedSampling } from '../../engine/sampling/samplingDistribution';
import { textOf } from '../../engine/scoring/mostSurprising';
import { predict, ranksOf } from '../../engine/scoring/predictions';
import { scoreOf, tokensIn } from '../../engine/scoring/score';
import type { ModelFacts } from '../../protocol/modelReference';
import type { Sample } from '../../protocol/run';
import type { TextRange } from '../../protocol/textRange';
import type { Score, TokenPrediction, TokenReading } from '../../protocol/textScore';
import type { SampleParams } from '../../protocol/trainer';
import type { LoadedScorer } from './loadedModel';
import { scoreInRange } from './readRange';

export function factsOf(open: OpenModel | OpenClozeModel): ModelFacts {
  const {
    model: { vocabulary },
    tokenizer,
    description,
    iteration,
  } = open;
  return {
    description,
    iteration,
    unit: tokenizer.id,
    vocabulary: vocabulary.size,
    hasUnknown: vocabulary.unknown >= 0,
    ...(isCloze(open) && { bothSides: true }),
  };
}

export async function scoreRange(
  loadedModel: LoadedScorer,
  text: string,
  range: TextRange,
  signal: AbortSignal,
): Promise<Score & { readonly model: ModelFacts }> {
  return scoreInRange(loadedModel, text, range, signal, (reading, read, scored, origin) => {
    const score = scoreOf(loadedModel.open, reading, read, scored);
    const mostSurprising = score.mostSurprising.map(({ start, end, ...surprise }) => ({
      ...surprise,
      start: origin + start,
      end: origin + end,
    }));
    return { ...score, mostSurprising, model: factsOf(loadedModel.open) };
  });
}

/** The tokens of a range, and the ids of all tokens that were read up to its end. */
export interface ReadRange extends TokenReading {
  readonly ids: Int32Array;
  /** The index of the first token of the range in `ids`. */
  readonly first: number;
}

export function tokensOf(
  loadedModel: LoadedScorer,
  text: string,
  range: TextRange,
  ranks: boolean,
  signal: AbortSignal,
): Promise<ReadRange> {
  return scoreInRange(loadedModel, text, range, signal, (reading, _read, scored, origin) => {
    const { tokens } = reading;
    const [first, end] = tokensIn(tokens, scored);
    const inDocument = (places: Int32Array) => places.slice(first, end).map(place => origin + place);
    const places = Array.from({ length: end - first }, (_, i) => first + i);
    const { model } = loadedModel.open;
    return {
      starts: inDocument(tokens.starts),
      ends: inDocument(tokens.ends),
      logProbs: tokens.logProbs.slice(first, end),
      ...(ranks && { ranks: ranksOf(reading, places) }),
      vocabulary: model.vocabulary.size,
      unknown: places.filter(place => isUnknown(model, tokens.ids[place])).length,
      hasUnknown: model.vocabulary.unknown >= 0,
      ...(isCloze(loadedModel.open) && { bothSides: true }),
      ids: tokens.ids.slice(0, end),
      first,
    };
  });
}

export function predictAt(
  loadedModel: LoadedScorer,
  text: string,
  range: TextRange,
  count: number,
  signal: AbortSignal,
): Promise<TokenPrediction | undefined> {
  const touching = { ...range, end: Math.min(range.start + 1, text.length) };
  return scoreInRange(loadedModel, text, touching, signal, (reading, read, { start }, origin) => {
    const { starts, ends, ids, logProbs, length } = reading.tokens;
    const token = reading.tokens.firstAfter(start);
    // No token starts at `start`.
    if (token >= length || starts[token] > start) return undefined;
    const { model } = loadedModel.open;
    const [prediction] = predict(loadedModel.open, reading, [token], count);
    return {
      text: textOf(loadedModel.open, reading.tokens, read, token),
      start: origin + starts[token],
      end: origin + ends[token],
      isUnknown: isUnknown(model, ids[token]),
      logProb: logProbs[token],
      rank: ranksOf(reading, [token])[0],
      vocabulary: model.vocabulary.size,
      ...(isCloze(loadedModel.open) && { bothSides: true }),
      alternatives: prediction?.alternatives ?? [],
    };
  });
}

/**
 * Samples from a model. Without a seed, successive requests give different samples, because `times`, the
 * number of earlier requests, changes the random numbers.
 */
export function sampleFrom(
  { model, tokenizer, iteration }: OpenModel,
  { length, temperature, seed }: SampleParams,
  times: number,
): Sample {
  const { state, last } = beginningOf({ model, tokenizer });
  const from = { state, last: Math.max(last, 0) };
  const step = seed === undefined ? iteration * 1000 + (times % 1000) : 0;
  const draws = { purpose: 'sampleNow', seed: seed ?? 1, step } as const;
  const ids = sample(model, from, { length, sampling: { ...unchangedSampling, temperature }, draws });
  return { iteration, text: tokenizer.join(ids.map(id => model.vocabulary.symbols[id])) };
}
