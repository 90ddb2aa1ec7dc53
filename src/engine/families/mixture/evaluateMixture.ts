import type { TextBytes } from '../../data/decode';
import { scanIds } from '../../model/textIds';
import type { OpenMixture } from './mixModels';

/** Number of ids that are scored together. It bounds the memory for large texts. */
const BLOCK = 2 ** 16;

/** The losses of a mixture and of its members on the same tokens. */
export interface MixtureLosses {
  /** Number of scored tokens. Without tokens, all losses are NaN. */
  readonly tokens: number;
  /** Mean loss of the mixture in nats per token. */
  readonly mixture: number;
  /** Mean loss of each member alone in nats per token. */
  readonly members: readonly number[];
}

/**
 * Scores a text with a mixture and with each of its members, one block of tokens at a time. Only tokens that
 * a model knows are scored, and the first one only if the model has a token that begins a text.
 */
export function evaluateMixture(
  { model, tokenizer }: OpenMixture,
  text: { readonly name: string; readonly bytes: TextBytes },
): MixtureLosses {
  const block = new Int32Array(BLOCK);
  let states = model.start();
  let [length, tokens, sum] = [0, 0, 0];
  const sums = states.map(() => 0); // one per member
  const scoreBlock = () => {
    const scored = model.scoreWithMembers(states, block.subarray(0, length));
    // The first id was scored at the end of the block before.
    for (let t = 1; t < length; t++) sum += scored.logProbs[t];
    for (const [i, logProbs] of scored.members.entries())
      for (let t = 1; t < length; t++) sums[i] += logProbs[t];
    tokens += length - 1;
    states = scored.state;
    block[0] = block[length - 1];
    length = 1;
  };
  scanIds({ model, tokenizer }, text, id => {
    block[length++] = id;
    if (length === BLOCK) scoreBlock();
  });
  if (length > 1) scoreBlock();
  return { tokens, mixture: -sum / tokens, members: sums.map(sum => -sum / tokens) };
}
