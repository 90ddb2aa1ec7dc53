import type { Arena, Ids, Tensor } from '../core/tensor';
import type { Kernels } from '../kernels/kernels';
import type { State } from './carried';
import { outputs } from './outputs';
import type { Output, OutputKind } from './outputs/output';
import type { Parameter } from './parameters';
import { cellAt, type NetworkShape } from './shape';
import { buildStack, parametersOf, type Stack, type StackParameters, stackParameters } from './stack';

/** A network's numbers; any number of windows can work on the same ones. */
export interface Model {
  readonly shape: NetworkShape;
  readonly stack: StackParameters;
  readonly output: readonly Parameter[];
  /** All of them, in a fixed order: embedding, layers from the bottom (Wxh, Whh, bh), output (Why, by). */
  readonly parameters: readonly Parameter[];
  /** Those that training changes. */
  readonly learned: readonly Parameter[];
}

export function makeModel(arena: Arena, shape: NetworkShape): Model {
  const stack = stackParameters(arena, shape);
  const kind: OutputKind = outputs[shape.output];
  const output = kind.parameters(arena, shape.hidden, shape.vocabulary, shape);
  const parameters = [...parametersOf(stack), ...output];
  return { shape, stack, output, parameters, learned: parameters.filter(({ learned }) => learned) };
}

/** A model unfolded over T steps of B streams. Memory is planned here, once; nothing below allocates. */
export interface Window {
  readonly inputs: Ids; // [T * B]
  readonly targets: Ids; // [T * B]
  /** What is carried in; a window goes on where the last one ended. */
  readonly states: readonly State[];
  readonly stack: Stack;
  readonly output: Output;
  /** Draws what is random in training step `step`. */
  draw(step: number): void;
  forward(): void;
  /** After `forward`: nats summed over the T steps, mean over the B streams. */
  loss(): number;
  /** After `loss`: adds the gradients of it to every learned parameter's `gradient`, which an update leaves at zero. */
  backward(): void;
  /** After `forward`: ln P of every next symbol, [T * B, V]. */
  logProbs(): Tensor;
  /** The states after step t, the last one unless told, become the ones carried in. */
  advance(t?: number): void;
  reset(): void;
}

/** `seed` is for training only: it draws which units dropout leaves out. */
export function unfold(kernels: Kernels, model: Model, T: number, B: number, seed?: number): Window {
  const { arena } = kernels;
  const { shape } = model;
  const inputs = arena.ids(T * B);
  const targets = arena.ids(T * B);
  const kind: OutputKind = outputs[shape.output];
  const readout = kind.readout?.(kernels, model.output, model.stack.embedding);
  const stack = buildStack(kernels, shape, model.stack, inputs, B, readout, seed);
  const source = { h: stack.top.states, dh: stack.top.dStates };
  const output = kind.build(kernels, model.output, model.stack.embedding, [source]);
  const { learned } = cellAt(shape, 0);

  return {
    inputs,
    targets,
    states: stack.states,
    stack,
    output,
    draw: stack.draw,
    forward: stack.forward,
    loss: () => output.loss(targets) / B,
    backward() {
      stack.clear();
      output.backward(targets, 1 / B);
      if (learned) {
        stack.backward();
        stack.accumulate();
      }
      output.accumulate();
    },
    logProbs: output.logProbs,
    advance: t => {
      for (const state of stack.states) state.advance(t);
    },
    reset: () => {
      for (const state of stack.states) state.reset();
    },
  };
}
