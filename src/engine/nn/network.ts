import type { Lesion } from '../../protocol/lesion';
import type { Arena, Ids, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { CarriedState } from './carriedState';
import { removeConnections } from './lesionedParts';
import { outputs } from './outputs';
import { compressed, compressionParameter } from './outputs/compression';
import { directConnections, directParameter } from './outputs/directConnections';
import type { OutputKind, OutputLayer, OutputSource } from './outputs/output';
import type { NamedParameters, Parameter } from './parameters';
import { cellAt, type NetworkShape, outputInputWidth } from './shape';
import { buildStack, type Stack } from './stack';
import { parametersOf, type StackParameters, stackParameters } from './stackParameters';

/** The parameters of a network. Several windows can share them. */
export interface NetworkWeights {
  readonly shape: NetworkShape;
  readonly stack: StackParameters;
  readonly output: NamedParameters;
  /**
   * The weights of the compression layer, if the network has one. `direct`: the weights of the direct
   * connections, if it has any.
   */
  readonly compression?: Parameter;
  readonly direct?: Parameter;
  /**
   * All parameters in a fixed order: embedding, layers from the lowest (Wxh, Whh, bh), compression, output
   * (Why, by), direct connections.
   */
  readonly parameters: readonly Parameter[];
  /** The parameters that training changes. */
  readonly learned: readonly Parameter[];
  /** The units and connections that count as 0. Missing if there are none. */
  readonly lesion?: Lesion;
}

/** Allocates the parameters of a network. All are zero. */
export function createWeights(arena: Arena, shape: NetworkShape): NetworkWeights {
  const stack = stackParameters(arena, shape);
  const kind: OutputKind = outputs[shape.output];
  const compression = compressionParameter(arena, shape.hidden, shape.compression);
  const output = kind.parameters(arena, outputInputWidth(shape), shape.vocabulary, shape);
  const direct = directParameter(arena, Math.max(shape.vocabulary, shape.bits), shape);
  const parameters = [
    ...parametersOf(stack),
    ...(compression ? [compression] : []),
    ...Object.values(output),
    ...(direct ? [direct] : []),
  ];
  const learned = parameters.filter(each => each.learned);
  return { shape, stack, output, compression, direct, parameters, learned };
}

/**
 * A network unfolded over T steps of B streams. `unfold` allocates all memory. The methods allocate no
 * memory, except the first call of `logProbs` for some outputs.
 */
export interface Window {
  readonly inputs: Ids; // [(before + T) * B], B streams, time-major
  readonly targets: Ids; // [T * B], the token after each of the last T inputs
  /**
   * The initial states of the window. Each window continues from the states at the end of the previous one.
   */
  readonly states: readonly CarriedState[];
  readonly stack: Stack;
  readonly output: OutputLayer;
  /** Draws the dropout masks and the noise symbols for training step `step` (the number of the update). */
  draw(step: number): void;
  forward(): void;
  /** After `forward`: returns the training loss, summed over the T steps and averaged over the B streams. */
  loss(): number;
  /**
   * After `loss`: returns -ln P of the targets in nats, summed over the steps and averaged over the streams.
   * This equals `loss()`, except for the output `noiseContrastive`, which trains on another loss.
   */
  nats(): number;
  /**
   * After `loss`: adds the gradients of the loss to the `gradient` of every learned parameter. An update of
   * the weights resets them to 0.
   */
  backward(): void;
  /** After `forward`: returns ln P of every symbol as the next token, [T * B, V]. */
  logProbs(): Tensor;
  /** Makes the states after t steps the initial states of the next window. Default: T, all steps. */
  advance(t?: number): void;
  /** Sets the initial states of the window to the states before the first token of a text. */
  reset(): void;
}

/** The size of a window, and options for training. */
export interface UnfoldOptions {
  /** Number of steps whose targets are predicted. */
  readonly T: number;
  /** Number of streams, which are read in parallel. */
  readonly B: number;
  /** Seed of the dropout masks and the noise symbols, for training. Without a seed, both are off. */
  readonly seed?: number;
  /**
   * Number of steps before the T predicted ones (`training.bptt` - 1). The network reads their tokens without
   * predicting targets, and backpropagates the errors of later steps through them. Default: 0.
   */
  readonly before?: number;
}

/** Unfolds a network over a window: creates the computation for its steps and allocates its buffers. */
export function unfold(
  kernels: Kernels,
  model: NetworkWeights,
  { T, B, seed, before = 0 }: UnfoldOptions,
): Window {
  const { arena } = kernels;
  const { shape } = model;
  const inputs = arena.ids((before + T) * B);
  const targets = arena.ids(T * B);
  const kind: OutputKind = outputs[shape.output];
  const readout = kind.readout?.(kernels, model.output, model.stack.embedding);
  const stack = buildStack(kernels, shape, model.stack, { inputs, B, readout, lesion: model.lesion, seed });
  const direct =
    model.direct &&
    directConnections(kernels, model.direct, {
      order: shape.directOrder,
      inputs,
      R: T * B,
      B,
      V: shape.vocabulary,
    });
  const predictedRows = (rows: Tensor) => arena.slice(rows, before * B, T * B);
  const source = { h: predictedRows(stack.top.states), dh: predictedRows(stack.top.dStates) };
  const build = (source: OutputSource) =>
    kind.build(kernels, model.output, model.stack.embedding, [source], { options: shape, direct, seed });
  const output = model.compression ? compressed(kernels, model.compression, source, build) : build(source);
  const states = direct ? [...stack.states, direct.history] : stack.states;
  const { learned } = cellAt(shape, 0);

  return {
    inputs,
    targets,
    states,
    stack,
    output,
    draw(step) {
      stack.draw(step);
      output.draw?.(step);
    },
    forward() {
      stack.forward();
      direct?.hashHistories();
    },
    loss: () => output.loss(targets) / B,
    nats: () => kernels.sum(output.losses) / B,
    backward() {
      stack.clear();
      output.backward(targets, 1 / B);
      if (learned) {
        stack.backward();
        stack.accumulate();
      }
      output.accumulate(targets);
      removeConnections(arena, model.learned, model.lesion, 'gradient');
    },
    logProbs: output.logProbs,
    advance(t = T) {
      for (const state of states) state.advance(t);
    },
    reset() {
      for (const state of states) state.reset();
    },
  };
}
