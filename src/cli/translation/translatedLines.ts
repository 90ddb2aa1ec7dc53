import { symbolsOf } from '../../engine/data/labelled/labelledTexts';
import { numberedLines } from '../../engine/data/labelled/numberedLines';
import { encodeSource } from '../../engine/data/pairs/pairData';
import type { BeginSearch, TargetHypothesis } from '../../engine/model/beamSearch';
import type { OpenTranslation } from '../../engine/model/translationModel';
import { TranslationReader } from '../../engine/model/translationReader';
import type { openText } from '../textFiles';
import { sourcesPerBatch } from './evaluateTranslation';
import type { SourceCounts } from './sourceCounts';

/** A line and a target of it. */
export interface TranslatedLine {
  readonly text: string;
  /** The symbols that the network reads, and their ids. Empty for a line that it cannot read. */
  readonly read: readonly string[];
  readonly ids: readonly number[];
  /** Missing for a line that the network cannot read. */
  readonly target?: TargetHypothesis;
}

/** How targets are found. */
export interface TargetSearchOptions {
  /** Number of hypotheses of each source that are read together. */
  readonly hypotheses: number;
  readonly alignments: boolean;
  /** Begins the search of each source. Undefined for beam search, of which only the best target is shown. */
  readonly begin?: BeginSearch;
}

/** Yields the lines of a text with their targets, several times if a line has several. Reads several lines together. */
export function* translatedLines(
  model: OpenTranslation,
  source: Awaited<ReturnType<typeof openText>>,
  search: TargetSearchOptions,
  counts: SourceCounts,
): Generator<TranslatedLine> {
  const { hypotheses, alignments } = search;
  const size = sourcesPerBatch(hypotheses);
  const options = { sources: size, beam: hypotheses, longestTarget: model.longest.target, alignments };
  const reader = new TranslationReader(model.kernels, model.network, options);
  const find = (ids: readonly (readonly number[])[]) => {
    const found = reader.translate(ids, search.begin);
    return search.begin ? found : found.map(([best]) => [best]);
  };
  let waiting: TranslatedLine[] = [];
  for (const { line: text } of numberedLines(source)) {
    const encoded = encodeSource(symbolsOf(text, model.tokenizer), model.sources);
    waiting.push(counts.add(encoded) ? { text, ...encoded } : { text, read: [], ids: [] });
    if (waiting.length < size) continue;
    yield* withTargets(find, waiting, counts);
    waiting = [];
  }
  yield* withTargets(find, waiting, counts);
}

function withTargets(
  find: (ids: readonly (readonly number[])[]) => readonly (readonly TargetHypothesis[])[],
  lines: readonly TranslatedLine[],
  counts: SourceCounts,
): TranslatedLine[] {
  const known = lines.filter(({ ids }) => ids.length > 0);
  const found = known.length > 0 ? find(known.map(({ ids }) => ids)) : [];
  return lines.flatMap(line => {
    const targets = found[known.indexOf(line)];
    if (!targets) return line;
    counts.endless += targets.filter(({ isComplete }) => !isComplete).length;
    return targets.map(target => ({ ...line, target }));
  });
}
