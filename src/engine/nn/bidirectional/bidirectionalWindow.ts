import type { Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { type CarriedState, stepBlocks } from '../carriedState';
import type { OutputSource, StepReadout } from '../outputs/output';
import { softmax } from '../outputs/softmax';
import { cellAt } from '../shape';
import { buildStack, type Stack } from '../stack';
import type { StackParameters } from '../stackParameters';
import { type BidirectionalModel, stackShape } from './bidirectionalModel';

/**
 * A bidirectional model unfolded over T steps of B streams. It reads L = T + 2 tokens per stream and predicts
 * R = T * B targets. Unlike a left-to-right language model, it cannot predict the next token or generate text, and it
 * carries no state to the next window.
 */
export interface BidirectionalWindow {
  readonly tokens: Ids; // [L * B], L tokens of each of B streams
  readonly targets: Ids; // [R], the class of each of R predictions
  /** The initial states of each direction. They are zero unless a longer text is read in pieces. */
  readonly borders: { readonly left: readonly CarriedState[]; readonly right: readonly CarriedState[] };
  /** Draws the dropout masks for training step `step` (the number of the update). */
  draw(step: number): void;
  forward(): void;
  /**
   * After `forward`: returns the loss in nats, summed over the targets of each stream and averaged over the B
   * streams.
   */
  loss(): number;
  /** After `loss`: adds the gradients of the loss to the `gradient` of every learned parameter. */
  backward(): void;
  /** After `forward`: returns ln P of every class for each of the R targets, [R, K]. */
  logProbs(): Tensor;
}

interface UnfoldOptions {
  readonly T: number;
  readonly B: number;
  /** Seed of the dropout masks for training. Without a seed, there is no dropout. */
  readonly seed?: number;
}

/**
 * Creates a window that predicts T tokens of a text of T + 2 tokens, each from all other tokens. Target t is
 * the token at index t + 1.
 */
export function unfoldMasked(kernels: Kernels, model: BidirectionalModel, options: UnfoldOptions) {
  return unfoldBoth(kernels, model, options);
}

/** Number of tokens that each stack leaves unread, at the end of the text in the stack's own direction. */
const GAP = 2;

function unfoldBoth(
  kernels: Kernels,
  model: BidirectionalModel,
  { T, B, seed }: UnfoldOptions,
): BidirectionalWindow {
  const { arena } = kernels;
  const tokens = arena.ids((T + GAP) * B);
  const targets = arena.ids(T * B);
  const build = (parameters: StackParameters, own: number | undefined) =>
    buildDirection(kernels, model, parameters, { T, B, seed: own });
  const left = build(model.left, seed);
  // A different seed gives the right-to-left stack different dropout masks.
  const right = build(model.right, seed === undefined ? undefined : seed + 1);
  // The stacks read the tokens t and t + 2, the neighbours of target t. Each counts its steps from 0.
  const steps = Array.from({ length: T }, (_, t) => t);
  const aligned = [
    align(kernels, left.stack, B, steps),
    align(kernels, right.stack, B, [...steps].reverse()),
  ];
  const output = softmax.build(kernels, model.output, undefined, aligned, {
    options: stackShape(model.shape),
  });
  const stacks = [left.stack, right.stack];
  const { learned } = cellAt(stackShape(model.shape), 0);

  return {
    tokens,
    targets,
    borders: { left: left.stack.states, right: right.stack.states },
    draw: step => {
      for (const stack of stacks) stack.draw(step);
    },
    forward() {
      const all = arena.idValues(tokens);
      const [forth, back] = [arena.idValues(left.inputs), arena.idValues(right.inputs)];
      for (let t = 0; t < T; t++) {
        const mirrored = T + GAP - 1 - t;
        forth.set(all.subarray(t * B, (t + 1) * B), t * B);
        back.set(all.subarray(mirrored * B, (mirrored + 1) * B), t * B);
      }
      for (const stack of stacks) stack.forward();
      for (const each of aligned) each.gather();
    },
    loss: () => output.loss(targets) / B,
    backward() {
      for (const stack of stacks) stack.clear();
      for (const { dh } of aligned) kernels.fill(dh, 0);
      output.backward(targets, 1 / B);
      for (const each of aligned) each.scatter();
      if (learned) {
        for (const stack of stacks) stack.backward();
        for (const stack of stacks) stack.accumulate();
      }
      output.accumulate(targets);
    },
    logProbs: output.logProbs,
  };
}

function buildDirection(
  kernels: Kernels,
  model: BidirectionalModel,
  parameters: StackParameters,
  { T, B, seed }: UnfoldOptions,
): { inputs: Ids; stack: Stack } {
  const inputs = kernels.arena.ids(T * B);
  return {
    inputs,
    stack: buildStack(kernels, stackShape(model.shape), parameters, { inputs, B, readout: noReadout, seed }),
  };
}

/**
 * Returns a source for the output, with the states of the chosen steps in one matrix h. `gather` copies these
 * states to h. `scatter` copies dh, the gradient of h, to the gradients of these states, which must be 0
 * before.
 */
function align(
  { arena, copy }: Kernels,
  { top }: Stack,
  B: number,
  steps: readonly number[],
): OutputSource & { gather(): void; scatter(): void } {
  const H = top.states.columns;
  const [h, dh] = [arena.tensor(steps.length * B, H), arena.tensor(steps.length * B, H)];
  const [to, dTo] = [stepBlocks(arena, h, steps.length, B), stepBlocks(arena, dh, steps.length, B)];
  const { after, dAfter } = top.carried[0];
  return {
    h,
    dh,
    gather: () => {
      for (const [p, step] of steps.entries()) copy(to[p], after[step + 1]);
    },
    scatter: () => {
      for (const [p, step] of steps.entries()) copy(dAfter[step + 1], dTo[p]);
    },
  };
}

/**
 * A readout that does nothing. Cells that need a readout are not allowed in a bidirectional network, so it is
 * never called.
 */
const noReadout: StepReadout = { forward() {}, backward() {}, accumulate() {} };
