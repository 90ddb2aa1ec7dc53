import { exp } from '../../engine/core/math';
import type { ReadableText } from '../../engine/data/decode';
import { batchesOf } from '../../engine/data/labelled/batchOrder';
import type { Examples } from '../../engine/data/labelled/examples';
import { numberedLines } from '../../engine/data/labelled/numberedLines';
import type { OpenLabelModel } from '../../engine/model/labelModel';
import { mostLikely } from '../../engine/scoring/labels/labelFigures';
import type { FoundExample, FoundExamples } from '../../protocol/labelFigures';
import type { ConfusionCell } from '../../protocol/labelWorker';
import { readerOf } from './labelReaders';

/** Number of texts that are read together. */
const BATCH = 16;
/** Maximum number of examples that are listed. */
const LISTED = 500;
/** Maximum number of characters of a line that are listed. */
const SHOWN = 300;

type Cell = Pick<ConfusionCell, 'correct' | 'predicted'>;

/** Returns the examples of a cell of the confusion table, in the order of the text. */
export function examplesIn(
  model: OpenLabelModel,
  examples: Examples,
  cell: Cell,
  text: ReadableText,
): Pick<FoundExamples, 'examples' | 'count'> {
  const found = predictionsIn(model, examples, cell).sort((a, b) => a.line - b.line);
  return { examples: withLines(found.slice(0, LISTED), text), count: found.length };
}

function predictionsIn(model: OpenLabelModel, examples: Examples, cell: Cell) {
  const reader = readerOf(model, BATCH);
  const all = Array.from({ length: examples.count }, (_, i) => i);
  const K = model.labels.length;
  const found: Omit<FoundExample, 'text'>[] = [];
  for (const { examples: batch } of batchesOf(all, examples, BATCH)) {
    const read = reader.read(batch.map(index => examples.at(index)));
    for (const [b, index] of batch.entries()) {
      const { targets } = examples.at(index);
      for (let i = 0; i < targets.length; i++) {
        const predicted = mostLikely(read[b], i * K, K);
        if (targets[i] !== cell.correct || predicted !== cell.predicted) continue;
        // The tokens of a sentence are on consecutive lines.
        found.push({ line: examples.line(index) + i, probability: exp(read[b][i * K + predicted]) });
      }
    }
  }
  return found;
}

/** Adds the lines of a text to examples, which are in order. */
function withLines(found: readonly Omit<FoundExample, 'text'>[], text: ReadableText): FoundExample[] {
  const wanted = new Set(found.map(({ line }) => line));
  const lines = new Map<number, string>();
  if (wanted.size > 0)
    for (const { line, number } of numberedLines(text)) {
      if (wanted.has(number)) lines.set(number, line.slice(0, SHOWN));
      if (lines.size === wanted.size) break;
    }
  return found.map(each => ({ ...each, text: lines.get(each.line) ?? '' }));
}
