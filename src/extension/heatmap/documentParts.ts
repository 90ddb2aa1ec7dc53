import type { DocumentRange } from '../core/documentRange';

/**
 * PARTS: number of parts of a long document from which the quantiles are computed. LENGTH: number of UTF-16
 * units in each part.
 */
const PARTS = 8;
const LENGTH = 1024;
/** Number of UTF-16 units read before a part, so that the model has context. */
const BEFORE = 256;
/**
 * Returns the ranges to read for the quantiles: the whole of a short document, or evenly spaced parts of a
 * long document.
 */
export function partsOf(length: number): DocumentRange[] {
  if (length <= PARTS * LENGTH) return [{ origin: 0, start: 0, end: length }];
  const step = length / PARTS;
  return Array.from({ length: PARTS }, (_, i) => {
    const start = Math.floor(i * step + (step - LENGTH) / 2);
    return { origin: Math.max(0, start - BEFORE), start, end: start + LENGTH };
  });
}
