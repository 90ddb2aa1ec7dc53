const iterations = 1_000_000;

/** The largest numbers of states, of iterations and of random starts of hidden Markov models that users can choose. */
export const hmmMaxima = { states: 1000, iterations, restarts: 10_000 } as const;

/**
 * The largest numbers of states, of iterations and of passes of the readout of linear dynamical systems. A step of EM
 * multiplies matrices of N x N numbers.
 */
export const ldsMaxima = { states: 256, iterations, passes: 10_000 } as const;
