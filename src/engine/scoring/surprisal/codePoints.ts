/** Returns the number of code points between two offsets, which are in UTF-16 units. */
export function codePoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff) count++; // the second half of a surrogate pair is not counted
  }
  return count;
}
