import { inspectIds } from '../../engine/inspection/inspectTokens';
import { withoutStates } from '../../engine/inspection/parts';
import { Cancelled } from '../../protocol/channel';
import type { TextRange } from '../../protocol/textRange';
import { nearestPlace, type UnitPlace, type UnitReading } from '../../protocol/unitReading';
import { tokensOf } from './answers';
import type { LoadedModel } from './loadedModel';

/** Number of tokens that are read between two looks for messages. Reading them takes some milliseconds. */
const SLICE = 256;
/** Maximum number of values that are kept of a text, so that the next unit needs no new reading. */
const KEPT = 1 << 24;

/** The values of all parts after the tokens of a range, [tokens, size] per part. */
interface Inspection {
  /** Weights that change during a training have another number of updates, `iteration`. */
  readonly open: LoadedModel['open'];
  readonly ids: Int32Array;
  readonly first: number;
  readonly values: readonly Float32Array[];
}

/**
 * Reads the values of units. Keeps those of the last range for all units, so that going from unit to unit reads
 * nothing again.
 */
export class UnitReader {
  private last: Inspection | undefined;

  constructor(private readonly yieldToMessages: () => Promise<void>) {}

  /** Throws a UserError for a model without states. */
  async read(
    loadedModel: LoadedModel,
    text: string,
    range: TextRange,
    wanted: UnitPlace | undefined,
    signal: AbortSignal,
  ): Promise<UnitReading> {
    const { model, description } = loadedModel.open;
    const inspector = model.inspector?.();
    if (!inspector) throw withoutStates(description);
    const release = loadedModel.readings.hold();
    try {
      const { ids, first, ...reading } = await tokensOf(loadedModel, text, range, false, signal);
      const { parts } = inspector;
      const place = nearestPlace(parts, wanted);
      const p = parts.findIndex(({ name, layer }) => name === place.name && layer === place.layer);
      const all = await this.inspect(loadedModel, ids, first, signal);
      const { size } = parts[p];
      const values = Float32Array.from(
        { length: ids.length - first },
        (_, i) => all[p][i * size + place.unit],
      );
      return { ...reading, unit: { parts, place, values } };
    } finally {
      release();
    }
  }

  private async inspect(
    loadedModel: LoadedModel,
    ids: Int32Array,
    first: number,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const { last } = this;
    const { open } = loadedModel;
    const isSameModel = last?.open.model === open.model && last.open.iteration === open.iteration;
    if (last && isSameModel && last.first === first && areEqual(last.ids, ids)) return last.values;
    const values = await this.valuesAfter(loadedModel, ids, first, signal);
    const count = values.reduce((sum, { length }) => sum + length, 0);
    this.last = count <= KEPT ? { open, ids, first, values } : undefined;
    return values;
  }

  private async valuesAfter(
    { open }: LoadedModel,
    ids: Int32Array,
    first: number,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    const inspector = open.model.inspector?.();
    if (!inspector) throw withoutStates(open.description);
    const all = inspector.parts.map(({ size }) => {
      return new Float32Array((ids.length - first) * size).fill(Number.NaN);
    });
    let read = 0;
    for (const { index, values: found } of inspectIds(open, inspector, ids)) {
      if (index >= first)
        for (const [p, values] of found.entries()) all[p].set(values, (index - first) * values.length);
      if (++read % SLICE > 0) continue;
      await this.yieldToMessages();
      if (signal.aborted) throw new Cancelled('unit');
    }
    return all;
  }
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
