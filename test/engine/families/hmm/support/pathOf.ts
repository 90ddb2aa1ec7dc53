import { allParts } from '../../../../../src/engine/core/pauses';
import type { Hmm } from '../../../../../src/engine/families/hmm/hmm';
import { logarithmsOf, viterbi } from '../../../../../src/engine/families/hmm/viterbi';

/** Returns the most likely sequence of states. */
export const pathOf = (hmm: Hmm, ids: Int32Array): Int32Array =>
  allParts(viterbi(hmm, logarithmsOf(hmm), ids));
