import type { Kernels } from '../../kernels/kernels';
import { carried } from '../carriedState';
import type { RecurrentLayer } from '../layer';
import { silence } from '../lesionedParts';
import type { LayerParameters } from '../parameters';
import { attentionPart } from './attentionPart';
import { type BlockPart, type Signal, signal } from './blockPart';
import { expansion } from './expansion';
import { normalisation } from './normalisation';
import type { Positions } from './positions';
import type { BlockInput } from './tokenStream';

interface BlockOptions {
  readonly parameters: LayerParameters;
  readonly input: BlockInput;
  readonly positions: Positions;
  readonly isRotary: boolean;
  /** The units whose values count as 0. */
  readonly silenced: readonly number[];
  readonly T: number;
  readonly B: number;
  readonly heads: number;
  /** Number of tokens of a context. */
  readonly C: number;
}

/**
 * Unfolds a block of a transformer over a window of T steps and B streams. Its equations are in
 * `cells/transformer.ts`. All steps are computed at once.
 */
export function transformerBlock(
  kernels: Kernels,
  { parameters, input, positions, isRotary, silenced, T, B, heads, C }: BlockOptions,
): RecurrentLayer {
  const { arena } = kernels;
  const { x } = input;
  const H = x.value.columns;
  const state = carried(arena, 'h', T, B, H);
  const h: Signal = {
    value: arena.slice(state.value, B, T * B),
    gradient: arena.slice(state.gradient, B, T * B),
  };
  const between = signal(kernels, T * B, H);
  const attention = attentionPart(kernels, { parameters, x, y: between, positions, isRotary, B, heads, C });
  const after = upperParts(kernels, h, between, parameters);

  return {
    states: h.value,
    dStates: h.gradient,
    carried: [state],
    gates: attention.qkv.value,
    dGates: attention.qkv.gradient,
    dInput: x.gradient,
    attention: attention.p,
    histories: [...input.states, attention.memory],

    forward() {
      input.forward();
      attention.forward();
      after.forward();
      silence(arena, h.value, silenced);
    },

    backward() {
      silence(arena, h.gradient, silenced);
      input.clear();
      kernels.fill(between.gradient, 0);
      after.backward();
      attention.backward();
      input.backward();
    },

    accumulate() {
      after.accumulate();
      attention.accumulate();
      input.accumulate();
    },
  };
}

/** Returns the parts after the attention: the feed-forward part and, in the top block, the last normalisation. */
function upperParts(kernels: Kernels, h: Signal, x: Signal, { cell }: LayerParameters): BlockPart {
  const { g3, b3 } = cell;
  if (!g3) return expansion(kernels, h, x, cell);
  const last = signal(kernels, h.value.rows, h.value.columns);
  const inner = expansion(kernels, last, x, cell);
  const norm = normalisation(kernels, h, last, g3, b3);
  return {
    forward() {
      inner.forward();
      norm.forward();
    },

    backward() {
      kernels.fill(last.gradient, 0);
      norm.backward();
      inner.backward();
    },

    accumulate() {
      norm.accumulate();
      inner.accumulate();
    },
  };
}
