import { beginningOf } from '../../engine/eval/follow';
import type { OpenModel } from '../../engine/eval/openModel';
import { originOf } from '../../engine/read/origin';
import { predict, ranksOf } from '../../engine/read/predictions';
import type { Reading } from '../../engine/read/reading';
import { type Scope, scoreOf, tokensIn } from '../../engine/read/score';
import { sample } from '../../engine/sample/sample';
import { plain } from '../../engine/sample/shaping';
import type { ModelFacts, Passage, Score, TokenPrediction, TokenReading } from '../../protocol/reader';
import type { Sample } from '../../protocol/run';
import type { SampleParams } from '../../protocol/trainer';
import type { Desk } from './models';

export function factsOf({ model: { vocabulary }, tokenizer, description, iteration }: OpenModel): ModelFacts {
  return {
    description,
    iteration,
    unit: tokenizer.id,
    vocabulary: vocabulary.size,
    hasUnknown: vocabulary.unknown >= 0,
  };
}

export async function scorePassage(
  desk: Desk,
  text: string,
  passage: Passage,
  signal: AbortSignal,
): Promise<Score & { readonly model: ModelFacts }> {
  return readPassage(desk, text, passage, signal, (reading, read, scope, origin) => {
    const score = scoreOf(desk.open, reading, read, scope);
    const worst = score.worst.map(surprise => ({ ...surprise, start: origin + surprise.start }));
    return { ...score, worst, model: factsOf(desk.open) };
  });
}

export function tokensOf(
  desk: Desk,
  text: string,
  passage: Passage,
  ranks: boolean,
  signal: AbortSignal,
): Promise<TokenReading> {
  return readPassage(desk, text, passage, signal, (reading, _read, scope, origin) => {
    const { tokens } = reading;
    const [first, end] = tokensIn(tokens, scope);
    const inDocument = (places: Int32Array) => places.slice(first, end).map(place => origin + place);
    const places = Array.from({ length: end - first }, (_, i) => first + i);
    return {
      starts: inDocument(tokens.starts),
      ends: inDocument(tokens.ends),
      logProbs: tokens.logProbs.slice(first, end),
      ...(ranks && { ranks: ranksOf(reading, places) }),
    };
  });
}

export function predictAt(
  desk: Desk,
  text: string,
  passage: Passage,
  count: number,
  signal: AbortSignal,
): Promise<TokenPrediction | undefined> {
  const touching = { ...passage, end: Math.min(passage.start + 1, text.length) };
  return readPassage(desk, text, touching, signal, (reading, read, { start }, origin) => {
    const { starts, ends, ids, logProbs, length } = reading.tokens;
    const token = reading.tokens.firstAfter(start);
    if (token >= length || starts[token] > start) return undefined; // white space between words
    const { vocabulary } = desk.open.model;
    const [prediction] = predict(desk.open, reading, [token], count);
    return {
      text: read.slice(starts[token], ends[token]),
      start: origin + starts[token],
      end: origin + ends[token],
      isUnknown: ids[token] < 0 || ids[token] === vocabulary.unknown,
      logProb: logProbs[token],
      rank: ranksOf(reading, [token])[0],
      vocabulary: vocabulary.size,
      alternatives: prediction?.alternatives ?? [],
    };
  });
}

/** `times` counts the requests, so that each draws anew, unless it has a seed. */
export function sampleFrom(
  { model, tokenizer, iteration }: OpenModel,
  { length, temperature, seed }: SampleParams,
  times: number,
): Sample {
  const { state, last } = beginningOf({ model, tokenizer });
  const from = { state, last: Math.max(last, 0) };
  const step = seed === undefined ? iteration * 1000 + (times % 1000) : 0;
  const draws = { purpose: 'sampleNow', seed: seed ?? 1, step } as const;
  const ids = sample(model, from, length, { ...plain, temperature }, draws);
  return { iteration, text: tokenizer.join(ids.map(id => model.vocabulary.symbols[id])) };
}

/**
 * Reads from where the passage's context begins to the end of its last token. `use` gets what was read, its text, the
 * part of it that was asked for, and where it begins in the document.
 */
function readPassage<T>(
  { open, readings }: Desk,
  text: string,
  { uri, start, end, context, origin = originOf(text, start, context) }: Passage,
  signal: AbortSignal,
  use: (reading: Reading, read: string, scope: Scope, origin: number) => T,
): Promise<T> {
  const last = open.tokenizer.cuts.after(text, end);
  const read = text.slice(origin, last);
  const complete = start === 0 && end === text.length;
  const scope = { start: start - origin, end: end - origin, complete };
  return readings.read(`${uri} ${origin}`, read, last === text.length, signal, reading =>
    use(reading, read, scope, origin),
  );
}
