import type { Arena, Ids, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { CarriedState } from './carriedState';
import { outputs } from './outputs';
import { compressed, compressionParameter } from './outputs/compression';
import { directConnections, directParameter } from './outputs/directConnections';
import type { OutputKind, OutputLayer, OutputSource } from './outputs/output';
import type { NamedParameters, Parameter } from './parameters';
import { cellAt, type NetworkShape, outputInputWidth } from './shape';
import { buildStack, parametersOf, type Stack, type StackParameters, stackParameters } from './stack';

/** The parameters of a network. Several windows can share them. */
export interface NetworkWeights {
  readonly shape: NetworkShape;
  readonly stack: StackParameters;
  readonly output: NamedParameters;
  /** The compression layer and the direct connections, if the network has them. */
  readonly compression?: Parameter;
  readonly direct?: Parameter;
  /**
   * All parameters in a fixed order: embedding, layers from the bottom (Wxh, Whh, bh), compression, output
   * (Why, by), direct connections.
   */
  readonly parameters: readonly Parameter[];
  /** The parameters that training changes. */
  readonly learned: readonly Parameter[];
}

/** Allocates the parameters of a network. They are zero. */
export function createWeights(arena: Arena, shape: NetworkShape): NetworkWeights {
  const stack = stackParameters(arena, shape);
  const kind: OutputKind = outputs[shape.output];
  const compression = compressionParameter(arena, shape.hidden, shape.compression);
  const output = kind.parameters(arena, outputInputWidth(shape), shape.vocabulary, shape);
  const direct = directParameter(arena, shape.vocabulary, shape);
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
 * A model unfolded over T steps of B streams. `unfold` allocates all memory; the methods allocate none,
 * except that the first `logProbs` of some outputs does.
 */
export interface Window {
  readonly inputs: Ids; // [(before + T) * B]
  readonly targets: Ids; // [T * B]
  /** The initial states. Each window continues where the previous one ended. */
  readonly states: readonly CarriedState[];
  readonly stack: Stack;
  readonly output: OutputLayer;
  /** Draws the dropout masks and the noise of training step `step`. */
  draw(step: number): void;
  forward(): void;
  /** After `forward`: the training loss, summed over the T steps, averaged over the B streams. */
  loss(): number;
  /**
   * After `loss`: -ln P of the targets in nats, summed over the steps and averaged over the streams. For most
   * outputs it equals the loss.
   */
  nats(): number;
  /** After `loss`: adds its gradients to every learned parameter's `gradient`. An update resets them to 0. */
  backward(): void;
  /** After `forward`: ln P of every possible next symbol, [T * B, V]. */
  logProbs(): Tensor;
  /** Makes the states after step t (T by default) the initial states of the next window. */
  advance(t?: number): void;
  /** Sets the initial states to those before any token. */
  reset(): void;
}

/** The size of a window, and how it is trained. */
export interface UnfoldOptions {
  /** Steps whose targets are predicted. */
  readonly T: number;
  /** Streams, read in parallel. */
  readonly B: number;
  /** Seed of dropout masks and noise, for training. Without a seed there are none. */
  readonly seed?: number;
  /**
   * Number of steps read before the T predicted ones, through which errors are also backpropagated
   * (`training.bptt` - 1).
   */
  readonly before?: number;
}

/** Unfolds a model over a window. Allocates the window's buffers. */
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
  const stack = buildStack(kernels, shape, model.stack, { inputs, B, readout, seed });
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
