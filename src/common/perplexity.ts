/**
 * Returns the perplexity of a loss in nats per token, e^loss. `engine/scoring/perplexities.ts` has the
 * perplexities of scored texts.
 */
export const perplexityOf = (loss: number) => Math.exp(loss);

/** Returns the perplexity of a loss, or the largest number if the perplexity is larger: JSON cannot express Infinity. */
export const limitedPerplexityOf = (loss: number) => Math.min(perplexityOf(loss), Number.MAX_VALUE);

/** Converts a loss from nats to bits per token. */
export const bitsOf = (loss: number) => loss / Math.LN2;

/** Returns the surprisal of a token in bits, -log2 P, from ln P. The result is never -0. */
export const surprisalOf = (logProb: number) => 0 - bitsOf(logProb);
