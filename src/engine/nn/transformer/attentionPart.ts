import type { Tensor } from '../../core/tensor';
import { packedColumns } from '../../kernels/attentionKernels';
import type { Kernels } from '../../kernels/kernels';
import type { CarriedState } from '../carriedState';
import type { LayerParameters } from '../parameters';
import { addLinear, type BlockPart, linear, type Signal, signal } from './blockPart';
import { keyValueState } from './keyValues';
import { normalisation } from './normalisation';
import type { Positions } from './positions';
import { rotation } from './rotation';

interface AttentionOptions {
  readonly parameters: LayerParameters;
  /** The input of the block. */
  readonly x: Signal;
  /** The output of the part. */
  readonly y: Signal;
  readonly positions: Positions;
  readonly isRotary: boolean;
  readonly B: number;
  readonly heads: number;
  /** Number of tokens of a context. */
  readonly C: number;
}

/** The attention of a block, with its residual connection: y = x + attention(q, k, v) Wo + bo. */
export interface AttentionPart extends BlockPart {
  readonly qkv: Signal; // [R, 3H]
  /** How much each head attends to the tokens that it sees. */
  readonly p: Tensor; // [R * heads, C]
  readonly memory: CarriedState;
}

export function attentionPart(kernels: Kernels, options: AttentionOptions): AttentionPart {
  const { arena } = kernels;
  const { parameters, x, y, positions, isRotary, B, heads, C } = options;
  const { Wxh: Wqkv, bh: bqkv, cell } = parameters;
  const { rows: R, columns: H } = x.value;
  const [normalised, qkv] = [signal(kernels, R, H), signal(kernels, R, 3 * H)];
  const found = signal(kernels, R, H);
  const norm = normalisation(kernels, normalised, x, cell.g1, cell.b1);
  const queries = linear(kernels, qkv, normalised, Wqkv, bqkv);
  const turn = isRotary ? rotation(kernels, qkv, positions, { heads, C }) : undefined;
  const projection = addLinear(kernels, y, found, cell.Wo, cell.bo);
  const memory = keyValueState(kernels, qkv.value, B, C);
  const attention = {
    y: found.value,
    p: arena.tensor(R * heads, C),
    qkv: qkv.value,
    memory: memory.value,
    spans: positions.spans,
    packed: arena.tensor(B, packedColumns(R / B, H / heads, C)),
  };
  return {
    qkv,
    p: attention.p,
    memory,

    forward() {
      norm.forward();
      queries.forward();
      turn?.forward();
      kernels.attend(attention);
      kernels.copy(y.value, x.value);
      projection.forward();
    },

    backward() {
      kernels.addScaled(x.gradient, y.gradient, 1);
      kernels.fill(found.gradient, 0);
      projection.backward();
      kernels.attendBackward({ ...attention, dqkv: qkv.gradient, dy: found.gradient });
      turn?.backward();
      kernels.fill(normalised.gradient, 0);
      queries.backward();
      norm.backward();
    },

    accumulate() {
      projection.accumulate();
      queries.accumulate();
      norm.accumulate();
    },
  };
}
