import type { Ids, Tensor } from '../core/tensor';
import type { Activation, Kernels } from '../kernels/kernels';
import type { CellName } from './cells';
import { layerParameters, recurrentLayer } from './layer';
import { softmaxOutput, softmaxParameters } from './outputs/softmax';
import type { Parameter } from './parameters';

export interface NetworkShape {
  readonly cell: CellName;
  readonly activation: Activation;
  /** Symbols, V. */
  readonly vocabulary: number;
  /** Hidden units, H. */
  readonly hidden: number;
}

/** A network's learned numbers; any number of windows can work on the same ones. */
export interface Model {
  readonly shape: NetworkShape;
  readonly layer: readonly Parameter[];
  readonly output: readonly Parameter[];
  /** All of them, in a fixed order: Wxh, Whh, bh, Why, by. */
  readonly parameters: readonly Parameter[];
}

export function makeModel(kernels: Kernels, shape: NetworkShape): Model {
  const layer = layerParameters(kernels.arena, shape.cell, shape.vocabulary, shape.hidden);
  const output = softmaxParameters(kernels.arena, shape.hidden, shape.vocabulary);
  return { shape, layer, output, parameters: [...layer, ...output] };
}

/** A model unfolded over T steps of B streams. Memory is planned here, once; nothing below allocates. */
export interface Window {
  readonly inputs: Ids; // [T * B]
  readonly targets: Ids; // [T * B]
  /** The state carried in, [B, H]. */
  readonly carry: Tensor;
  forward(): void;
  /** After `forward`: nats summed over the T steps, mean over the B streams. */
  loss(): number;
  /** After `loss`: the gradients of it, in every parameter's `gradient`. */
  backward(): void;
  /** After `forward`: ln P of every next symbol, [T * B, V]. */
  logProbs(): Tensor;
  /** The state after the last step becomes the one carried in. */
  advance(): void;
  reset(): void;
}

export function unfold(kernels: Kernels, model: Model, T: number, B: number): Window {
  const { arena } = kernels;
  const { cell, activation } = model.shape;
  const inputs = arena.ids(T * B);
  const targets = arena.ids(T * B);
  const layer = recurrentLayer(kernels, cell, activation, model.layer, T, B);
  const output = softmaxOutput(kernels, model.output, T * B);
  const states = arena.slice(layer.h, B, T * B); // h_1 .. h_T [T * B, H]
  const dstates = arena.slice(layer.dh, B, T * B);
  const carry = layer.hAfter[0];

  return {
    inputs,
    targets,
    carry,
    forward: () => layer.forward(inputs),
    loss: () => output.loss(states, targets) / B,
    backward() {
      for (const { gradient } of model.parameters) kernels.fill(gradient, 0);
      kernels.fill(layer.dh, 0);
      output.backward(states, dstates, targets, 1 / B);
      layer.backward(inputs);
    },
    logProbs: () => output.logProbs(states),
    advance: () => kernels.copy(carry, layer.hAfter[T]),
    reset: () => kernels.fill(carry, 0),
  };
}
