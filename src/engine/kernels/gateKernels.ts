import type { Tensor } from '../core/tensor';

/** The tensors of the backward pass of one step of an LSTM. Outputs: da and dcPrevious. */
export interface LstmBackward {
  readonly da: Tensor;
  readonly dcPrevious: Tensor;
  readonly dh: Tensor;
  /** The gradient with respect to c that comes from later steps, [B, H]. */
  readonly dc: Tensor;
  readonly a: Tensor;
  readonly tanhC: Tensor;
  readonly cPrevious: Tensor;
}

/** The tensors of the backward pass of one step of a GRU. Outputs: da, du and dhPrevious. */
export interface GruBackward {
  readonly da: Tensor;
  readonly du: Tensor;
  readonly dhPrevious: Tensor;
  readonly dh: Tensor;
  readonly a: Tensor;
  readonly u: Tensor;
  readonly hPrevious: Tensor;
}

/** Kernels that compute one step of a gated cell (LSTM or GRU) for B streams. */
export interface GateKernels {
  /**
   * Forward pass of an LSTM. a [B, 4H] contains the pre-activations of i, f, g, o on entry and the gates on
   * return. c = f cPrevious + i g; tanhC = tanh(c); h = o tanhC; all [B, H].
   */
  lstm(h: Tensor, c: Tensor, tanhC: Tensor, a: Tensor, cPrevious: Tensor): void;
  /** Backward pass of an LSTM. Computes da [B, 4H] and dcPrevious [B, H] from dh and dc [B, H]. */
  lstmBackward(tensors: LstmBackward): void;
  /**
   * Forward pass of a GRU. The pre-activations of r, z, n come in two parts: a [B, 3H] has the part from the
   * input, u [B, 3H] the part from the hidden state. On return, a contains r, z and n:
   *
   *     r = logistic(a + u), z = logistic(a + u), n = tanh(a + r u)
   *     h = (1 - z) n + z hPrevious
   */
  gru(h: Tensor, a: Tensor, u: Tensor, hPrevious: Tensor): void;
  /**
   * Backward pass of a GRU. Computes da and du [B, 3H] from dh, and adds dh z to dhPrevious. This does not
   * include the gradient that reaches hPrevious through u: the caller computes it from du.
   */
  gruBackward(tensors: GruBackward): void;
}
