import type { Columns } from '../model/table';
import type { Scale } from '../plot/scale';
import { Growing } from './growing';
import { pixelsOf } from './pixels';

/** Rows of columns that may be taken back. */
export interface Source extends Columns {
  readonly generation: number;
}

/** The column along an x axis, for all series over it: it never falls, even where a row tells no time of its own. */
export class Rising {
  private readonly kept = new Growing();
  private last = 0;
  private generation: number;
  private cut: { readonly key: string; readonly pixels: readonly number[] } | undefined;

  constructor(
    private readonly source: Source,
    private readonly column: string,
  ) {
    this.generation = source.generation;
  }

  /** Takes up what is new. */
  update(): void {
    const { source, kept } = this;
    if (source.generation !== this.generation) {
      this.generation = source.generation;
      this.last = 0;
      kept.clear();
    }
    const values = source.column(this.column);
    const known = kept.length;
    const risen = kept.extend(values.length);
    for (let row = known; row < values.length; row++) {
      if (values[row] > this.last) this.last = values[row]; // a last validation has no tokens or time of its own
      risen[row] = this.last;
    }
  }

  get values(): Float64Array {
    return this.kept.values;
  }

  /** How its rows are shared out among pixels; found once for all series over it. */
  pixels(scale: Scale): readonly number[] {
    const key = [this.generation, this.kept.length, scale.key].join();
    if (this.cut?.key !== key) this.cut = { key, pixels: pixelsOf(this.values, scale) };
    return this.cut.pixels;
  }
}
