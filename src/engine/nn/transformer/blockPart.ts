import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import type { Parameter } from '../parameters';

/** A tensor and the gradient of the loss with respect to it. */
export interface Signal {
  readonly value: Tensor;
  readonly gradient: Tensor;
}

export function signal({ arena }: Kernels, rows: number, columns: number): Signal {
  return { value: arena.tensor(rows, columns), gradient: arena.tensor(rows, columns) };
}

/** A part of a transformer, which computes y from x for all rows of a window. */
export interface BlockPart {
  forward(): void;
  /** Adds the gradient with respect to x to `x.gradient`, from `y.gradient`. */
  backward(): void;
  /** After `backward`: adds to the gradients of the part's parameters. */
  accumulate(): void;
}

/** y = x W + b. */
export function linear(kernels: Kernels, y: Signal, x: Signal, W: Parameter, b: Parameter): BlockPart {
  return {
    ...addLinear(kernels, y, x, W, b),
    forward() {
      kernels.setRows(y.value, b.value);
      kernels.matmul(y.value, x.value, W.value); // y [R, M] += x [R, N] W
    },
  };
}

/** y += x W + b. What y contained before is kept, as in a residual connection. */
export function addLinear(kernels: Kernels, y: Signal, x: Signal, W: Parameter, b: Parameter): BlockPart {
  return {
    forward() {
      kernels.addRows(y.value, b.value);
      kernels.matmul(y.value, x.value, W.value); // y [R, M] += x [R, N] W
    },

    backward() {
      kernels.matmulNT(x.gradient, y.gradient, W.value); // dx [R, N] += dy [R, M] Wᵀ
    },

    accumulate() {
      kernels.matmulTN(W.gradient, x.value, y.gradient); // dW [N, M] += xᵀ dy
      kernels.sumRows(b.gradient, y.gradient);
    },
  };
}
