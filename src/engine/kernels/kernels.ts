import type { KernelBuild } from '../../protocol/run';
import type { Configuration } from '../../settings/settings';
import type { Arena, Ids, Tensor } from '../core/tensor';
import type { AttentionKernels } from './attentionKernels';
import type { GateKernels } from './gateKernels';
import type { UpdateKernels } from './updateKernels';

/** An activation function y = f(a). Kernels compute its derivative from the output y. */
export type Activation = Configuration['model.activation'];

/** Repeated products with one matrix W [K, N], such as the recurrent weights in all steps of a window. */
export interface Product {
  /**
   * Makes the following products use the current values of W. Must be called before the first product and
   * after every change of W.
   */
  refresh(): void;
  /** C [M, N] += A [M, K] W */
  times(C: Tensor, A: Tensor): void;
  /** C [M, K] += A [M, N] Wᵀ */
  timesTransposed(C: Tensor, A: Tensor): void;
}

/**
 * All numeric operations. The arguments are outputs, then inputs, then scalars. Sizes follow from the
 * tensors. Operations with more than five arguments take them by name. Kernels never allocate tensors.
 * Outputs must not overlap inputs unless a comment allows it.
 *
 * Shapes, unless a comment differs: C [M, N], A [M, K], B [K, N]; Y, dY [R, N]; W, dW [V, N]; b, db [1, N];
 * w, g, m any equal shapes.
 */
export interface Kernels extends GateKernels, AttentionKernels, UpdateKernels {
  readonly build: KernelBuild;
  readonly arena: Arena;

  /** y = value */
  fill(y: Tensor, value: number): void;
  /** y = x */
  copy(y: Tensor, x: Tensor): void;

  /** C [M, N] += A [M, K] B [K, N] */
  matmul(C: Tensor, A: Tensor, B: Tensor): void;
  /** C [M, N] += A [M, K] Bᵀ, with B [N, K] */
  matmulNT(C: Tensor, A: Tensor, B: Tensor): void;
  /** C [M, N] += Aᵀ B, with A [K, M], B [K, N] */
  matmulTN(C: Tensor, A: Tensor, B: Tensor): void;

  /**
   * Creates products with a copy of W in another layout, for `prepareProduct`. Missing in kernels that would
   * not be faster with such a copy.
   */
  packedProduct?(W: Tensor, M: number): Product;

  /** Y[r] = W[ids[r]] */
  gatherRows(Y: Tensor, W: Tensor, ids: Ids): void;
  /** dW[ids[r]] += dY[r], in the order of r */
  scatterAddRows(dW: Tensor, dY: Tensor, ids: Ids): void;
  /** Y[r] = b for every row r */
  setRows(Y: Tensor, b: Tensor): void;
  /** Y[r] += b for every row r */
  addRows(Y: Tensor, b: Tensor): void;
  /** db += sum over r of dY[r] */
  sumRows(db: Tensor, dY: Tensor): void;

  /**
   * Y = f(A); Y may be A. f is tanh; logistic 1/(1+e^-a); relu max(a, 0); elu a > 0 ? a : e^a - 1; leaky relu
   * a > 0 ? a : a/100; identity a.
   */
  activate(f: Activation, Y: Tensor, A: Tensor): void;
  /**
   * dA = dY f'(A), where f' is computed from Y: tanh 1-y², logistic y(1-y), relu [y>0], elu y>0 ? 1 : y+1,
   * leaky relu y>0 ? 1 : 1/100, identity 1. dA may be dY.
   */
  activateBackward(f: Activation, dA: Tensor, dY: Tensor, Y: Tensor): void;

  /**
   * Softmax of every row, in place: P contains logits before and probabilities after. The loss of row r is
   * -ln P[r, targets[r]]; losses [R, 1]. The row's maximum is subtracted from the logits, and the losses are
   * computed by log-sum-exp. They are therefore finite for finite logits.
   */
  softmaxLoss(P: Tensor, losses: Tensor, targets: Ids): void;
  /**
   * P[r, c] = (P[r, c] - [c = targets[r]]) scale, in place. Turns the probabilities that `softmaxLoss`
   * computed into the gradient of the logits.
   */
  softmaxLossBackward(P: Tensor, targets: Ids, scale: number): void;
  /**
   * P = logistic(P), element by element: P contains logits before and probabilities after. The loss of row r
   * is the sum over c of -ln P[r, c]; losses [R, 1]. The losses are computed from the logits and are
   * therefore finite for finite logits.
   */
  logisticLoss(P: Tensor, losses: Tensor): void;
  /**
   * P = (P - 1) scale, in place. Turns the probabilities that `logisticLoss` computed into the gradient of
   * the logits.
   */
  logisticLossBackward(P: Tensor, scale: number): void;
  /** Y = log-softmax of every row, in place. */
  logSoftmax(Y: Tensor): void;
  /**
   * Entropy of every row in nats, where Y [R, N] contains ln P: H[r] = -sum over c of e^Y[r, c] Y[r, c]. H
   * [R, 1].
   */
  entropies(H: Tensor, Y: Tensor): void;
  /** P = softmax of every row, in place. */
  softmax(P: Tensor): void;
  /**
   * Backward pass of `softmax`, row by row and in place: dP = P (dP - sum over the row of dP P). P are the
   * probabilities. On return, dP contains the gradient of the logits.
   */
  softmaxBackward(dP: Tensor, P: Tensor): void;

  /** Y = X Z, element by element; Y may be X. */
  multiply(Y: Tensor, X: Tensor, Z: Tensor): void;
  /** M = 1/keep where the random draw for (seed, step, layer, element) is below `keep`, else 0. */
  dropoutMask(M: Tensor, keep: number, seed: number, step: number, layer: number): void;

  /** Returns the sum of the squares of all elements, computed in float64. */
  squaredNorm(g: Tensor): number;
  /** Returns the sum of all elements, computed in float64. */
  sum(x: Tensor): number;

  /** x = factor x */
  scale(x: Tensor, factor: number): void;
  /** y += factor x */
  addScaled(y: Tensor, x: Tensor, factor: number): void;
}
