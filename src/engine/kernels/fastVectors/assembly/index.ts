// A WebAssembly module that trains word vectors like word2vec on several threads. It draws word2vec's random
// numbers for the same positions of the text, but sums in another order, and the shards of a round do not see
// each other's changes. So its results are close to word2vec's, and do not depend on the number of threads.
// `fastExports.ts` describes its functions.
export * from '../../wordVectors/assembly/options';
export { changed, counted, passed, rate, startRate } from '../../wordVectors/assembly/rate';
export * from './options';
export { endPass, isOver, length, plan, planned, startPlan } from './plan';
export { trainRounds } from './rounds';
