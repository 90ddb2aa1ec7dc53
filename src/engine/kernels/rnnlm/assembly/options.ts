// The sizes and addresses that the caller sets. Addresses are in bytes. The comment on `RnnlmModel` gives the
// equations; matrices are stored row by row.

/** Number of hidden units H, and of elements D of a row of the output weights: K, or H without compression. */
export let hiddenSize: usize = 0;
export let compressedSize: usize = 0;
/** Number of words V and of classes C. */
export let words: usize = 0;
export let classes: usize = 0;

/** Weights: U [V, H], W [H, H], K [K, H], O and C [V + C, D]. */
export let input: usize = 0;
export let recurrent: usize = 0;
export let compression: usize = 0;
export let output: usize = 0;

/** States: h' [H], h [H], g [D] (equal to `hidden` without compression) and p [V + C]. */
export let before: usize = 0;
export let hidden: usize = 0;
export let compressed: usize = 0;
export let outputs: usize = 0;

/** Errors: target - p [V + C], those of g [D] and h [H] (the same address without compression). */
export let outputErrors: usize = 0;
export let compressedErrors: usize = 0;
export let hiddenErrors: usize = 0;
/** The errors times the learning rate: of outputs [V + C], and of compressed or hidden units [max(D, H)]. */
export let outputChanges: usize = 0;
export let changes: usize = 0;
/** Memory for sums: [max(D, H)]. */
export let sums: usize = 0;
/** Memory for the sums of a panel of rows (product.ts), 64 bytes. */
export let panelSums: usize = 0;

/** Number of steps of backpropagation through time, and of steps that are kept (steps.ts). */
export let steps: usize = 0;
export let keptSteps: usize = 0;
/** The kept steps: their words [2 keptSteps] (i32), hidden layers and errors [2 keptSteps, H]. */
export let stepWords: usize = 0;
export let stepHidden: usize = 0;
export let stepErrors: usize = 0;
/**
 * Memory for a backward pass: the errors times the learning rate, and the previous hidden layers, of all steps
 * [steps, H]; the sums of changes of distinct words [steps, H]; and for each word of the vocabulary 1 + the
 * step of its sum, or 0 [V] (i32).
 */
export let blockChanges: usize = 0;
export let blockBefore: usize = 0;
export let wordChanges: usize = 0;
export let wordSteps: usize = 0;
