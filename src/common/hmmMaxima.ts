/** The largest numbers of states, of iterations and of random starts of hidden Markov models that users can choose. */
export const hmmMaxima = { states: 1000, iterations: 1_000_000, restarts: 10_000 } as const;
