/** The two other forms of a mean loss in nats per token. */

/** Returns the perplexity, e^loss. */
export const perplexityOf = (loss: number) => Math.exp(loss);

/** Returns the loss in bits per token. */
export const bitsOf = (loss: number) => loss / Math.LN2;
