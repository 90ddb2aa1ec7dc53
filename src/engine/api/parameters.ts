/**
 * A parameter of a network. `get` and `set` use a row-major matrix [rows, columns], where rows are the source
 * units and columns the target units. A bias has one row.
 * V: number of symbols. E: embedding size. H: number of hidden units. D: input size of a layer, which is E (V
 * without an embedding) in the first layer and H above it. G: number of gates.
 *
 * | name        | shape                    | meaning                                                  |
 * |-------------|--------------------------|----------------------------------------------------------|
 * | `embedding` | [V, E]                   | the vector of each symbol, one per row                   |
 * | `Wxh`       | [D, G H]                 | weights from a layer's input                             |
 * | `Whh`       | [H, G H]                 | weights from the hidden units of the previous step       |
 * | `bh`        | [1, G H]                 | bias of the hidden units                                 |
 * | `bhh`       | [1, G H]                 | bias of a GRU's recurrent product                        |
 * | `Wyh`       | [V, H]                   | weights from a Jordan network's last output              |
 * | `g`         | [1, H]                   | gain of the layer normalisation of the hidden units     |
 * | `gxh`, `ghh` | [1, G H]                | gains of the sums from the input and the hidden units, for gated cells with layer normalisation |
 * | `gcell`, `bcell` | [1, H]              | gain and bias of an LSTM's cells with layer normalisation |
 * | `Why`, `by` | [H, V], [1, V]           | weights and bias of the output                           |
 * | `positions` | [C, H]                   | the vector of each position of a transformer's context   |
 * | `g1`, `b1`  | [1, H]                   | gain and bias of the normalisation before the attention  |
 * | `Wqkv`, `bqkv` | [H, 3 H], [1, 3 H]    | weights and bias of queries, keys and values             |
 * | `Wo`, `bo`  | [H, H], [1, H]           | weights and bias after the attention                     |
 * | `g2`, `b2`  | [1, H]                   | gain and bias of the normalisation before `Wup`          |
 * | `Wup`, `bup` | [H, 4 H], [1, 4 H]      | first layer of the feed-forward part                     |
 * | `Wdown`, `bdown` | [4 H, H], [1, H]    | second layer of the feed-forward part                    |
 * | `g3`, `b3`  | [1, H]                   | gain and bias of the normalisation before the output     |
 *
 * The G gates are adjacent, H columns each: i, f, g, o for an LSTM, r, z, n for a GRU, q, k, v for a
 * transformer, as in PyTorch.
 * Other cells have G = 1. A saved file also has PyTorch's layout: all matrices except `embedding` are
 * transposed.
 */
export interface ParameterInfo {
  /**
   * Name of the parameter: `Wxh`, `Whh`, `bh`, `Why`, `by`, `embedding` and so on. From the second layer on,
   * names have a suffix, as in `Wxh_l1`.
   */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Whether training changes the parameter. */
  readonly learned: boolean;
}

/** The numbers of a matrix in row-major order: 64-bit with the kernel build `reference`, else 32-bit. */
export type Numbers = Float32Array | Float64Array;

export interface Gradients {
  /** Loss in nats, summed over the steps and averaged over the streams. */
  readonly loss: number;
  /**
   * The derivatives of the loss with respect to each parameter, by the parameter's name. Contains only
   * parameters that training changes.
   */
  readonly gradients: Readonly<Record<string, Numbers>>;
}
