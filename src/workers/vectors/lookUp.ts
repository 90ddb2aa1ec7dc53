import type { VectorSpace } from '../../engine/vectors/vectorSpace';
import type { LookedUp } from '../../protocol/vectors';

/** Text that is looked up by the vectors of its parts: a word, but not, for example, a line without spaces. */
const LETTERS = /^[\p{L}\p{M}'’-]+$/u;

/** Answers the request `look`. */
export function lookUp(space: VectorSpace, words: readonly string[], count: number): LookedUp | undefined {
  for (const [index, word] of words.entries()) {
    const id = space.id(word);
    if (id !== undefined) return { index, word: space.word(id), near: space.near(id, count) };
  }
  for (const [index, word] of words.entries()) {
    const near = LETTERS.test(word) ? space.unseen(word, count) : undefined;
    if (near) return { index, word: { word }, near };
  }
  return undefined;
}
