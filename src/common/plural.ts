/**
 * Returns the form of a text that goes with a count: `one` for 1, `many` for every other number. Both are whole
 * messages, so that each has its own translation.
 */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
