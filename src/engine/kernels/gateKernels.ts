import type { Tensor } from '../core/tensor';

/** The backward pass of one step of an LSTM. Outputs: da and dcPrevious. */
export interface LstmBackward {
  readonly da: Tensor;
  readonly dcPrevious: Tensor;
  readonly dh: Tensor;
  /** The gradient of c from later steps. */
  readonly dc: Tensor;
  readonly a: Tensor;
  readonly tanhC: Tensor;
  readonly cPrevious: Tensor;
}

/** The backward pass of one step of a GRU. Outputs: da, du and dhPrevious. */
export interface GruBackward {
  readonly da: Tensor;
  readonly du: Tensor;
  readonly dhPrevious: Tensor;
  readonly dh: Tensor;
  readonly a: Tensor;
  readonly u: Tensor;
  readonly hPrevious: Tensor;
}

/** One step of B streams of the gated cells. */
export interface GateKernels {
  /**
   * a [B, 4H] has the pre-activations of i, f, g, o on entry and the gates on return. c = f cPrevious + i g;
   * tanhC = tanh(c); h = o tanhC; all [B, H].
   */
  lstm(h: Tensor, c: Tensor, tanhC: Tensor, a: Tensor, cPrevious: Tensor): void;
  /** From dh and dc: computes da [B, 4H] and sets dcPrevious. */
  lstmBackward(tensors: LstmBackward): void;
  /**
   * a and u [B, 3H] have the input's and the hidden state's parts of r, z, n. On return a has
   * r = logistic(a + u), z = logistic(a + u), n = tanh(a + r u). h = (1 - z) n + z hPrevious.
   */
  gru(h: Tensor, a: Tensor, u: Tensor, hPrevious: Tensor): void;
  /** From dh: computes da and du [B, 3H]; dhPrevious += dh z, the part that does not pass through u. */
  gruBackward(tensors: GruBackward): void;
}
