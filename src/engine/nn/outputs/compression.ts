import type { Arena } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { type Parameter, parameter } from '../parameters';
import type { OutputLayer, OutputSource } from './output';

/**
 * Creates the weights of RNNLM's compression layer g between the hidden layer and the output. The layer has
 * few units D, which makes the products of the output cheaper. Undefined if D is 0 (no compression layer).
 *
 * g = σ(h Whg)
 *
 * | symbol | variable | shape |
 * |--------|----------|--------|
 * | Whg | Whg | [H, D] |
 */
export function compressionParameter(arena: Arena, H: number, D: number): Parameter | undefined {
  return D > 0 ? parameter(arena, { name: 'Whg', role: 'output', rows: H, columns: D }) : undefined;
}

/** Returns an output that receives the compressed states g instead of the hidden states h. */
export function compressed(
  kernels: Kernels,
  Whg: Parameter,
  { h, dh }: OutputSource,
  build: (source: OutputSource) => OutputLayer,
): OutputLayer {
  const { arena } = kernels;
  const D = Whg.value.columns;
  const [g, dg] = [arena.tensor(h.rows, D), arena.tensor(h.rows, D)];
  const output = build({ h: g, dh: dg });
  const forward = () => {
    kernels.fill(g, 0);
    kernels.matmul(g, h, Whg.value);
    kernels.activate('logistic', g, g);
  };
  return {
    ...output,

    loss(targets) {
      forward();
      return output.loss(targets);
    },

    backward(targets, scale) {
      kernels.fill(dg, 0);
      output.backward(targets, scale);
      kernels.activateBackward('logistic', dg, dg, g);
      kernels.matmulNT(dh, dg, Whg.value); // dh [R, H] += dg [R, D] Whgᵀ
    },

    accumulate(targets) {
      output.accumulate(targets);
      kernels.matmulTN(Whg.gradient, h, dg); // dWhg [H, D] += hᵀ dg
    },

    logProbs() {
      forward();
      return output.logProbs();
    },
  };
}
