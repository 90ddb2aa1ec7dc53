import type { OpenLabelModel } from '../../engine/model/labelModel';
import { LabelReader } from '../../engine/model/labelReader';

/** The readers of each open model, by their number of texts. They keep the windows that they needed. */
const readers = new WeakMap<OpenLabelModel, Map<number, LabelReader>>();

/**
 * Returns the reader of an open model that reads at most B texts together. Always returns the same one, because the memory of a
 * reader is freed only with the model.
 */
export function readerOf(model: OpenLabelModel, B: number): LabelReader {
  const known = readers.get(model) ?? new Map<number, LabelReader>();
  const reader = known.get(B) ?? new LabelReader(model.kernels, model.network, B);
  readers.set(model, known.set(B, reader));
  return reader;
}
