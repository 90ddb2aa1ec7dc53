/** A matrix of weights of a model. */
export interface WeightMatrix {
  /** The name of the parameter, with the gate if the parameter has a matrix per gate: `Whh_l1.f`. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /**
   * Whether each row (or column) belongs to a symbol of the vocabulary, in the order of the ids, or to a unit. Rows after
   * those of all symbols belong to nothing.
   */
  readonly rowsOf: 'symbols' | 'units';
  readonly columnsOf: 'symbols' | 'units';
  /** Whether the matrix connects the hidden units of a step to those of the next. It is then square. */
  readonly isRecurrent: boolean;
  /** Returns the elements, row by row. They may be a view, valid until the next call of the model. */
  values(): Float32Array | Float64Array;
}
