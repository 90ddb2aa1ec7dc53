/**
 * Returns the index of the token at the caret or, between tokens, of the next one. -1 if the caret is before the tokens, or
 * after them but not at the end of the text.
 */
export function tokenAtCaret(
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  caret: number,
  textEnd: number,
): number {
  const next = Array.prototype.findIndex.call(ends, (end: number) => caret < end);
  if (next >= 0) return next > 0 || starts[0] <= caret ? next : -1;
  const last = starts.length - 1;
  return last >= 0 && caret >= textEnd && ends[last] <= caret ? last : -1;
}
