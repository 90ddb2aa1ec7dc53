import type { Ids, Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { blocks, type State } from '../carried';
import type { Readout, Source } from '../outputs/output';
import { softmax } from '../outputs/softmax';
import { cellAt } from '../shape';
import { buildStack, type Stack, type StackParameters } from '../stack';
import { type BidirectionalModel, stackShape } from './model';

/**
 * A bidirectional model over a stretch of text. It has no next token and no state to go on from: it is no
 * language model from left to right, and nothing can be sampled from it.
 */
export interface BidirectionalWindow {
  readonly tokens: Ids; // [L * B]
  readonly targets: Ids; // [R]
  /** What each direction brings from beyond the stretch: zero, unless a longer text is read piece by piece. */
  readonly borders: { readonly left: readonly State[]; readonly right: readonly State[] };
  draw(step: number): void;
  forward(): void;
  /** After `forward`: nats summed over the targets, mean over the B streams. */
  loss(): number;
  /** After `loss`: the gradients of it, in every learned parameter's `gradient`. */
  backward(): void;
  /** After `forward`: ln P of every class, [R, K]. */
  logProbs(): Tensor;
}

interface UnfoldOptions {
  readonly T: number;
  readonly B: number;
  /** Seed of the dropout masks, for training. Without a seed there is no dropout. */
  readonly seed?: number;
}

/** A tag for each of T tokens, from all of them. */
export function unfoldTagger(kernels: Kernels, model: BidirectionalModel, options: UnfoldOptions) {
  return unfoldBoth(kernels, model, { gap: 0, positions: range(options.T) }, options);
}

/** One class for T tokens, from where each direction ends. */
export function unfoldClassifier(kernels: Kernels, model: BidirectionalModel, options: UnfoldOptions) {
  const last = { left: options.T - 1, right: options.T - 1 };
  return unfoldBoth(kernels, model, { gap: 0, positions: [last] }, options);
}

/** Each of T tokens but the outer two of T + 2, from all the others: target t is token t + 1. */
export function unfoldMasked(kernels: Kernels, model: BidirectionalModel, options: UnfoldOptions) {
  return unfoldBoth(kernels, model, { gap: 2, positions: range(options.T) }, options);
}

/** Which states an output sees: those after `left` and `right` steps (from 0) of the two directions. */
interface Alignment {
  /** Tokens that each direction leaves out at its far end. */
  readonly gap: number;
  readonly positions: readonly { readonly left: number; readonly right: number }[];
}

/** Position t between what is left of it and what is right of it. */
function range(T: number) {
  return Array.from({ length: T }, (_, t) => ({ left: t, right: T - 1 - t }));
}

function unfoldBoth(
  kernels: Kernels,
  model: BidirectionalModel,
  { gap, positions }: Alignment,
  { T, B, seed }: UnfoldOptions,
): BidirectionalWindow {
  const { arena } = kernels;
  const rows = positions.length * B;
  const tokens = arena.ids((T + gap) * B);
  const targets = arena.ids(rows);
  const build = (parameters: StackParameters, own: number | undefined) =>
    buildDirection(kernels, model, parameters, { T, B, seed: own });
  const left = build(model.left, seed);
  const right = build(model.right, seed === undefined ? undefined : seed + 1); // leaves out other units
  const aligned = [
    align(
      kernels,
      left.stack,
      B,
      positions.map(position => position.left),
    ),
    align(
      kernels,
      right.stack,
      B,
      positions.map(position => position.right),
    ),
  ];
  const output = softmax.build(kernels, model.output, undefined, aligned, {
    options: stackShape(model.shape),
  });
  const both = [left.stack, right.stack];
  const { learned } = cellAt(stackShape(model.shape), 0);

  return {
    tokens,
    targets,
    borders: { left: left.stack.states, right: right.stack.states },
    draw: step => {
      for (const stack of both) stack.draw(step);
    },
    forward() {
      const all = arena.idValues(tokens);
      const [forth, back] = [arena.idValues(left.inputs), arena.idValues(right.inputs)];
      for (let t = 0; t < T; t++) {
        const mirrored = T + gap - 1 - t;
        forth.set(all.subarray(t * B, (t + 1) * B), t * B);
        back.set(all.subarray(mirrored * B, (mirrored + 1) * B), t * B);
      }
      for (const stack of both) stack.forward();
      for (const each of aligned) each.gather();
    },
    loss: () => output.loss(targets) / B,
    backward() {
      for (const stack of both) stack.clear();
      for (const { dh } of aligned) kernels.fill(dh, 0);
      output.backward(targets, 1 / B);
      for (const each of aligned) each.scatter();
      if (learned) {
        for (const stack of both) stack.backward();
        for (const stack of both) stack.accumulate();
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

/** The states of the chosen steps side by side, and their gradients back to where they came from. */
function align(
  { arena, copy }: Kernels,
  { top }: Stack,
  B: number,
  steps: readonly number[],
): Source & { gather(): void; scatter(): void } {
  const H = top.states.columns;
  const [h, dh] = [arena.tensor(steps.length * B, H), arena.tensor(steps.length * B, H)];
  const [to, dTo] = [blocks(arena, h, steps.length, B), blocks(arena, dh, steps.length, B)];
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

/** No cell of a bidirectional network takes the output back: the shape's type sees to that. */
const noReadout: Readout = { forward() {}, backward() {}, accumulate() {} };
