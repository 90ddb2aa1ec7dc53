import { symbolsOf } from '../../engine/data/labelled/labelledTexts';
import { numberedLines } from '../../engine/data/labelled/numberedLines';
import { encodeSource } from '../../engine/data/pairs/pairData';
import type { TargetHypothesis } from '../../engine/model/beamSearch';
import type { OpenTranslation } from '../../engine/model/translationModel';
import { TranslationReader } from '../../engine/model/translationReader';
import type { openText } from '../textFiles';
import { sourcesPerBatch } from './evaluateTranslation';
import type { SourceCounts } from './sourceCounts';

/** A line and its target. */
export interface TranslatedLine {
  readonly text: string;
  /** The symbols that the network reads, and their ids. Empty for a line that it cannot read. */
  readonly read: readonly string[];
  readonly ids: readonly number[];
  /** The best target that was found. Missing for a line that the network cannot read. */
  readonly best?: TargetHypothesis;
}

/** Yields the lines of a text with their targets. Reads several lines together. */
export function* translatedLines(
  model: OpenTranslation,
  source: Awaited<ReturnType<typeof openText>>,
  { beam, alignments }: { readonly beam: number; readonly alignments: boolean },
  counts: SourceCounts,
): Generator<TranslatedLine> {
  const size = sourcesPerBatch(beam);
  const options = { sources: size, beam, longestTarget: model.longest.target, alignments };
  const reader = new TranslationReader(model.kernels, model.network, options);
  let waiting: TranslatedLine[] = [];
  for (const { line: text } of numberedLines(source)) {
    const encoded = encodeSource(symbolsOf(text, model.tokenizer), model.sources);
    waiting.push(counts.add(encoded) ? { text, ...encoded } : { text, read: [], ids: [] });
    if (waiting.length < size) continue;
    yield* withTargets(reader, waiting, counts);
    waiting = [];
  }
  yield* withTargets(reader, waiting, counts);
}

function withTargets(
  reader: TranslationReader,
  lines: readonly TranslatedLine[],
  counts: SourceCounts,
): TranslatedLine[] {
  const known = lines.filter(({ ids }) => ids.length > 0);
  const found = known.length > 0 ? reader.translate(known.map(({ ids }) => ids)) : [];
  return lines.map(line => {
    const [best] = found[known.indexOf(line)] ?? [];
    if (best && !best.isComplete) counts.endless++;
    return best ? { ...line, best } : line;
  });
}
