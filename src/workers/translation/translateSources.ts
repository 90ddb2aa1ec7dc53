import { exp } from '../../engine/core/math';
import { symbolsOf } from '../../engine/data/labelled/labelledTexts';
import { encodeSource } from '../../engine/data/pairs/pairData';
import type { TargetHypothesis } from '../../engine/model/beamSearch';
import type { OpenTranslation } from '../../engine/model/translationModel';
import { TranslationReader } from '../../engine/model/translationReader';
import type { TranslatedSource, Translations, Unread, WrittenTarget } from '../../protocol/translationWorker';
import { systemClock, yieldToMessages } from '../ports';

/** Milliseconds of computing after which messages are handled, such as a cancellation. */
const SLICE = 15;

/** The readers of each open model, by the widths of their beams. They keep the windows that they needed. */
const readers = new WeakMap<OpenTranslation, Map<number, TranslationReader>>();

/**
 * Writes targets for sources, one after the other. Can be cancelled. Another call with the same model must not begin before this
 * one has ended.
 */
export async function translateSources(
  model: OpenTranslation,
  sources: readonly string[],
  beam: number,
  signal: AbortSignal,
): Promise<Translations> {
  const { network, longest, settings, iteration } = model;
  const reader = readerOf(model, beam);
  const translated: TranslatedSource[] = [];
  for (const text of sources) translated.push(await translateSource(model, reader, text, signal));
  return {
    ...{ iteration, hasAttention: network.attention !== undefined },
    ...{ longest: settings.translation.longest, trained: longest.source, sources: translated },
  };
}

/**
 * Returns the reader of an open model with this width of the beam. Always returns the same one, because the memory of a reader is
 * freed only with the model.
 */
function readerOf(model: OpenTranslation, beam: number): TranslationReader {
  const { kernels, network, longest } = model;
  const known = readers.get(model) ?? new Map<number, TranslationReader>();
  readers.set(model, known);
  const options = { sources: 1, beam, longestTarget: longest.target, alignments: true };
  const reader = known.get(beam) ?? new TranslationReader(kernels, network, options);
  known.set(beam, reader);
  return reader;
}

async function translateSource(
  model: OpenTranslation,
  reader: TranslationReader,
  text: string,
  signal: AbortSignal,
): Promise<TranslatedSource> {
  const symbols = symbolsOf(text, model.tokenizer);
  const { ids, read, unknown } = encodeSource(symbols, model.sources);
  const unread = unreadOf(symbols.length, ids.length, model.settings.translation.longest);
  const found = unread ? [] : await inSlices(reader.steps([ids]), signal);
  return {
    ...{ text, symbols: read, unknown },
    ...(unread && { unread }),
    isLonger: ids.length > model.longest.source,
    targets: (found[0] ?? []).map(hypothesis => writtenTarget(model, hypothesis)),
  };
}

/** Runs a search to its end. Handles messages in between. */
async function inSlices<T>(steps: Generator<void, T, void>, signal: AbortSignal): Promise<T> {
  for (let started = systemClock.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (systemClock.now() - started < SLICE) continue;
    await yieldToMessages();
    signal.throwIfAborted();
    started = systemClock.now();
  }
}

function unreadOf(symbols: number, known: number, longest: number): Unread | undefined {
  if (symbols === 0) return 'empty';
  if (known === 0) return 'unknown';
  return known > longest ? 'tooLong' : undefined;
}

function writtenTarget({ targets, tokenizer }: OpenTranslation, found: TargetHypothesis): WrittenTarget {
  const symbols = found.symbols.map(id => targets.symbols[id]);
  return {
    text: tokenizer.join(symbols),
    symbols,
    probability: exp(found.logProb),
    isComplete: found.isComplete,
    weights: found.alignment,
  };
}
