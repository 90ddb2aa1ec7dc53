import type { Tensor } from '../../core/tensor';
import type { Kernels } from '../../kernels/kernels';
import { stepBlocks } from '../carriedState';
import type { LayerBuffers } from '../cells/cell';
import type { OutputSource } from '../outputs/output';
import { type SourceMemory, sourceMemory } from './sourceMemory';
import type { AttentionParameters } from './translationWeights';

/**
 * Additive attention, Bahdanau, Cho & Bengio, "Neural machine translation by jointly learning to align and translate"
 * (2015). At each step, the decoder compares its last state with the state of the encoder after every source symbol j,
 * and reads a weighted mean of these states, the context c.
 *
 *     e_tj = tanh(s_{t-1} Wq + h_j Wk + bk) v        p_t = softmax of e_t over the symbols of the source
 *     c_t = sum over j of p_tj h_j                   a_t += c_t Wc, the pre-activations of the decoder's cell
 *
 * S source symbols, B streams, T steps. The encoder's states have D units: H of each direction, whose rows of Wk and
 * Wc are separate. G is the number of gates of the decoder's cell.
 *
 * | symbol | variable | shape         |                                               |
 * |--------|----------|---------------|-----------------------------------------------|
 * | Wq     | Wq       | [H, A]        |                                               |
 * | Wk, bk | Wk, bk   | [D, A], [1, A] |                                              |
 * | v      | v        | [1, A]        | stored as a row                               |
 * | Wc     | Wc       | [D, G * H]    |                                               |
 * | tanh() | Z        | [B * S, A]    | of one step; computed again when going back   |
 * | e, p   | P        | [T * B, S]    | a step is [B, S], the same memory as [B * S, 1] |
 * | c      | contexts | [T * B, H]    | one matrix per direction                      |
 */
export interface AdditiveAttention {
  /** The contexts of all steps, for the output, one matrix per direction. */
  readonly contexts: readonly OutputSource[];
  /** After the steps: the weights p of the source symbols, [T * B, S]. Row t * B + b is step t of stream b. */
  readonly weights: Tensor;
  /** Reads the states of the encoder, for sources with these lengths. Called before the first step. */
  read(lengths: ArrayLike<number>): void;
  /** Connects the attention to the buffers of the decoder's layer. Returns what precedes and follows the cell's step. */
  connect(buffers: LayerBuffers): AttentionSteps;
  /** Sets the gradients of contexts, keys and states to 0. Called before the output adds its gradients. */
  clear(): void;
  /** After `backward` of all steps: adds to the gradients of the encoder's states and of the parameters. */
  accumulate(): void;
}

/** The two parts of a step of the decoder that belong to attention. */
export interface AttentionSteps {
  /** Before the cell's step t: adds c_t Wc to a_t. */
  forward(t: number): void;
  /** After the cell's step t backward: adds to the gradient of s_{t-1}, from da_t and from the gradient of c_t. */
  backward(t: number): void;
}

/** What attention needs besides its parameters: the states of the encoder [S * B, H] per direction. */
interface AttentionOptions {
  readonly sources: readonly OutputSource[];
  readonly T: number;
  readonly B: number;
}

export function additiveAttention(
  kernels: Kernels,
  parameters: AttentionParameters,
  { sources, T, B }: AttentionOptions,
): AdditiveAttention {
  const { arena } = kernels;
  const memory = sourceMemory(kernels, parameters, sources, B);
  const [S, A] = [memory.S, parameters.v.value.columns];
  const P = arena.tensor(T * B, S);
  const contexts = sources.map(({ h: { columns } }) => ({
    h: arena.tensor(T * B, columns),
    dh: arena.tensor(T * B, columns),
  }));
  const [Q, dQ] = [arena.tensor(B, A), arena.tensor(T * B, A)];
  const parts = { kernels, parameters, memory, contexts, P, T, B, Q, dQ };
  let connected: LayerBuffers | undefined;
  return {
    contexts,
    weights: P,
    read: lengths => memory.read(lengths),
    connect(buffers) {
      connected = buffers;
      return attentionSteps(parts, buffers);
    },
    clear() {
      memory.clear();
      for (const { dh } of contexts) kernels.fill(dh, 0);
    },
    accumulate() {
      if (!connected) return;
      const { hPrevious, da } = connected;
      kernels.matmulTN(parameters.Wq.gradient, hPrevious, dQ); // dWq [H, A] += s_{t-1}ᵀ [H, T*B] dQ [T*B, A]
      for (const [k, { h }] of contexts.entries()) {
        const rows = arena.slice(parameters.Wc.gradient, k * h.columns, h.columns);
        kernels.matmulTN(rows, h, da); // dWc [H, GH] += cᵀ [H, T*B] da [T*B, GH]
      }
      memory.accumulate();
    },
  };
}

interface AttentionParts extends Pick<AdditiveAttention, 'contexts'> {
  readonly kernels: Kernels;
  readonly parameters: AttentionParameters;
  readonly memory: SourceMemory;
  readonly P: Tensor;
  readonly T: number;
  readonly B: number;
  /** s_{t-1} Wq of one step, [B, A], and the gradients of all steps, [T * B, A]. */
  readonly Q: Tensor;
  readonly dQ: Tensor;
}

function attentionSteps(parts: AttentionParts, { aAt, daAt, h }: LayerBuffers): AttentionSteps {
  const { kernels, parameters, memory, contexts, P, T, B, Q, dQ } = parts;
  const { Wq, Wc, v } = parameters;
  const { arena } = kernels;
  const { S, streams } = memory;
  const A = v.value.columns;
  const [Z, dZ] = [arena.tensor(B * S, A), arena.tensor(B * S, A)];
  const dP = arena.tensor(B, S);
  const [PAt, dQAt] = [stepBlocks(arena, P, T, B), stepBlocks(arena, dQ, T, B)];
  const asScores = ({ pointer }: Tensor): Tensor => ({ pointer, rows: B * S, columns: 1 });
  const row = (tensor: Tensor, r: number) => arena.slice(tensor, r, 1);
  const WcOf = (k: number) => arena.slice(Wc.value, k * h.value.columns, h.value.columns);
  const compare = (t: number) => {
    kernels.fill(Q, 0);
    kernels.matmul(Q, h.after[t], Wq.value); // Q [B, A] = s_{t-1} [B, H] Wq
    kernels.gatherRows(Z, Q, streams);
    kernels.addScaled(Z, memory.keys, 1);
    kernels.activate('tanh', Z, Z);
  };

  return {
    forward(t) {
      compare(t);
      kernels.fill(PAt[t], 0);
      kernels.matmulNT(asScores(PAt[t]), Z, v.value); // e [B*S, 1] = Z [B*S, A] vᵀ
      kernels.addScaled(PAt[t], memory.mask, 1);
      kernels.softmax(PAt[t]);
      for (const [k, { h: C }] of contexts.entries()) {
        const step = arena.slice(C, t * B, B);
        kernels.fill(step, 0);
        // c [1, H] = p [1, S] h [S, H], for each stream.
        for (let b = 0; b < B; b++) kernels.matmul(row(step, b), row(PAt[t], b), memory.statesOf(k, b).h);
        kernels.matmul(aAt[t], step, WcOf(k)); // a [B, GH] += c [B, H] Wc
      }
    },

    backward(t) {
      kernels.fill(dP, 0);
      for (const [k, { dh: dC }] of contexts.entries()) {
        const step = arena.slice(dC, t * B, B);
        kernels.matmulNT(step, daAt[t], WcOf(k)); // dc [B, H] += da [B, GH] Wcᵀ
        for (let b = 0; b < B; b++) {
          const states = memory.statesOf(k, b);
          kernels.matmulNT(row(dP, b), row(step, b), states.h); // dp [1, S] += dc [1, H] hᵀ [H, S]
          kernels.matmulTN(states.dh, row(PAt[t], b), row(step, b)); // dh [S, H] += pᵀ [S, 1] dc [1, H]
        }
      }
      kernels.softmaxBackward(dP, PAt[t]); // de
      compare(t);
      const de = asScores(dP);
      kernels.matmulTN(v.gradient, de, Z); // dv [1, A] += deᵀ [1, B*S] Z [B*S, A]
      kernels.fill(dZ, 0);
      kernels.matmul(dZ, de, v.value); // dZ [B*S, A] = de [B*S, 1] v [1, A]
      kernels.activateBackward('tanh', dZ, dZ, Z);
      kernels.addScaled(memory.dKeys, dZ, 1);
      kernels.fill(dQAt[t], 0);
      kernels.scatterAddRows(dQAt[t], dZ, streams); // dQ [B, A]: sum over the source symbols of each stream
      kernels.matmulNT(h.dAfter[t], dQAt[t], Wq.value); // ds_{t-1} [B, H] += dQ [B, A] Wqᵀ
    },
  };
}
