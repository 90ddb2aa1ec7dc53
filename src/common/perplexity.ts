/** Other forms of losses and log probabilities, which are in nats. */

/** Returns the perplexity, e^loss. Those of a scored text are in `engine/scoring/perplexities.ts`. */
export const perplexityOf = (loss: number) => Math.exp(loss);

/** Returns the loss in bits per token. */
export const bitsOf = (loss: number) => loss / Math.LN2;

/** Returns the surprisal of a token in bits, -log2 P, from ln P. The result is never -0. */
export const surprisalOf = (logProb: number) => 0 - bitsOf(logProb);
