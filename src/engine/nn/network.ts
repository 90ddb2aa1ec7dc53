import type { Arena, Ids, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { State } from './carried';
import { outputs } from './outputs';
import { compressed, compressionParameter } from './outputs/compression';
import { directConnections, directParameter } from './outputs/direct';
import type { Output, OutputKind, Source } from './outputs/output';
import type { NamedParameters, Parameter } from './parameters';
import { cellAt, type NetworkShape, widthInView } from './shape';
import { buildStack, parametersOf, type Stack, type StackParameters, stackParameters } from './stack';

/** A network's numbers; any number of windows can work on the same ones. */
export interface Model {
  readonly shape: NetworkShape;
  readonly stack: StackParameters;
  readonly output: NamedParameters;
  /** Of the layer between the hidden states and the output, and of the direct connections, where there are such. */
  readonly compression?: Parameter;
  readonly direct?: Parameter;
  /**
   * All of them, in a fixed order: embedding, layers from the bottom (Wxh, Whh, bh), compression, output (Why, by),
   * direct.
   */
  readonly parameters: readonly Parameter[];
  /** Those that training changes. */
  readonly learned: readonly Parameter[];
}

export function makeModel(arena: Arena, shape: NetworkShape): Model {
  const stack = stackParameters(arena, shape);
  const kind: OutputKind = outputs[shape.output];
  const compression = compressionParameter(arena, shape.hidden, shape.compression);
  const output = kind.parameters(arena, widthInView(shape), shape.vocabulary, shape);
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

/** A model unfolded over T steps of B streams. Memory is planned here, once; nothing below allocates. */
export interface Window {
  readonly inputs: Ids; // [(before + T) * B]
  readonly targets: Ids; // [T * B]
  /** What is carried in; a window goes on where the last one ended. */
  readonly states: readonly State[];
  readonly stack: Stack;
  readonly output: Output;
  /** Draws what is random in training step `step`. */
  draw(step: number): void;
  forward(): void;
  /** After `forward`: what is minimised, summed over the T steps, mean over the B streams. */
  loss(): number;
  /** After `loss`: -ln P in nats, likewise; most outputs minimise just that. */
  nats(): number;
  /** After `loss`: adds the gradients of it to every learned parameter's `gradient`, which an update leaves at zero. */
  backward(): void;
  /** After `forward`: ln P of every next symbol, [T * B, V]. */
  logProbs(): Tensor;
  /** The states after step t, T unless told, become the ones carried in: the next window begins there. */
  advance(t?: number): void;
  reset(): void;
}

export interface UnfoldOptions {
  /** Steps whose targets are predicted. */
  readonly T: number;
  /** Streams, read in parallel. */
  readonly B: number;
  /** Seed of dropout masks and noise, for training. Without a seed there are none. */
  readonly seed?: number;
  /** Steps read before the T predicted ones: the minimum number of steps to backpropagate. */
  readonly before?: number;
}

export function unfold(kernels: Kernels, model: Model, { T, B, seed, before = 0 }: UnfoldOptions): Window {
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
  const own = (rows: Tensor) => arena.slice(rows, before * B, T * B);
  const source = { h: own(stack.top.states), dh: own(stack.top.dStates) };
  const build = (source: Source) =>
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
      direct?.look();
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
