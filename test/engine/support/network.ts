import { configure } from '../../../src/engine/configuration/configure';
import type { Corpus } from '../../../src/engine/data/corpus';
import { Vocabulary } from '../../../src/engine/data/vocabulary';
import type { Kernels } from '../../../src/engine/kernels/kernels';
import type { Parameter } from '../../../src/engine/nn/parameters';
import type { RunSettings } from '../../../src/protocol/run';
import type { Configuration } from '../../../src/settings/settings';

/** Returns a corpus of the given ids. Its symbols are `s0`, `s1` ... */
export function corpusOf(ids: readonly number[], size = Math.max(...ids) + 1): Corpus {
  const symbols = Array.from({ length: size }, (_, id) => `s${id}`);
  return { ids: Int32Array.from(ids), vocabulary: new Vocabulary(symbols, false) };
}

export function configuration(settings: RunSettings = {}): Configuration {
  return configure(settings);
}

/** Sets the numbers of a parameter. `values` contains them row by row. */
export function setParameter({ arena }: Kernels, parameter: Parameter, values: ArrayLike<number>): void {
  arena.values(parameter.value).set(values);
}

/**
 * Returns a generator of pseudo-random numbers in (-1, 1). The same seed gives the same numbers. For tests
 * only.
 */
export function noise(seed: number): () => number {
  let x = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    x = (Math.imul(x ^ (x >>> 15), 2246822519) + 3266489917) >>> 0;
    return (x / 2 ** 32) * 2 - 1;
  };
}

/** Transposes a matrix [rows, columns] to [columns, rows]. Both are stored row by row. */
export function transposed(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) result[c * rows + r] = values[r * columns + c];
  return result;
}
