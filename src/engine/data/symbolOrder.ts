/** Number of symbols up to which one of these ways of sorting is faster than the other. */
const FEW = 32;
/** Number of equal bytes after which symbols are compared with each other. Each further byte would nest one more call. */
const DEEPEST = 256;
/** Number of bytes of a symbol that are compared together. */
const KEY = 4;
/** Number of values of a digit of the counts. */
const DIGIT = 1 << 16;

const encoder = new TextEncoder();

/** Returns `numbers`, numbers of distinct symbols, in the order of the symbols' code points. */
export function codePointOrder(symbols: readonly string[], numbers: Uint32Array): Uint32Array {
  const text = numbers.length > FEW ? symbols.join('\0') : '';
  // UTF-8 has the order of the code points. It has no halves of surrogate pairs, which would be replaced.
  const bytes = encoder.encode(`${text}\0`);
  const starts = startsIn(bytes, symbols.length);
  if (!starts || /\p{Surrogate}/u.test(text)) {
    return numbers.slice().sort((a, b) => byCodePoint(symbols[a], symbols[b]));
  }
  const order = numbers.slice();
  new ByteSort(order, bytes, starts).sort(0, order.length, 0);
  return order;
}

/**
 * Compares two strings by code points. The operator `<` compares UTF-16 units instead and would sort
 * characters above U+FFFF before U+E000 to U+FFFF.
 */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.codePointAt(i) ?? 0;
    const y = b.codePointAt(i) ?? 0;
    if (x !== y) return x - y;
  }
  return a.length - b.length;
}

/** Returns where each of `count` symbols starts, or undefined if they are followed by more or fewer zeros. */
function startsIn(bytes: Uint8Array, count: number): Uint32Array | undefined {
  const starts = new Uint32Array(count + 1);
  let found = 0;
  for (let at = 0; at < bytes.length && found <= count; at++) if (bytes[at] === 0) starts[++found] = at + 1;
  return found === count ? starts : undefined;
}

/** Sorts symbols by their bytes, first by one byte, then the symbols with the same byte by the next one. */
class ByteSort {
  private readonly keys: Uint32Array;
  private readonly movedOrder: Uint32Array;
  private readonly movedKeys: Uint32Array;

  /** A zero follows each symbol in `bytes`; no symbol contains a zero. `starts`: where each symbol starts. */
  constructor(
    private readonly order: Uint32Array,
    private readonly bytes: Uint8Array,
    private readonly starts: Uint32Array,
  ) {
    this.keys = new Uint32Array(order.length);
    this.movedOrder = new Uint32Array(order.length);
    this.movedKeys = new Uint32Array(order.length);
  }

  /** Sorts the range of `order` whose symbols have the same first `depth` bytes. */
  sort(from: number, to: number, depth: number): void {
    if (to - from <= FEW) {
      this.insert(from, to, depth);
      return;
    }
    if (depth === DEEPEST) {
      this.order.subarray(from, to).sort((a, b) => (this.isBefore(a, b, depth) ? -1 : 1));
      return;
    }
    if (depth % KEY === 0) this.loadKeys(from, to, depth);
    const ends = this.distribute(from, to, 8 * (KEY - 1 - (depth % KEY)));
    // Symbols without this byte are equal.
    for (let byte = 1; byte < ends.length; byte++) {
      if (ends[byte] - ends[byte - 1] > 1) this.sort(ends[byte - 1], ends[byte], depth + 1);
    }
  }

  /** Sorts a few symbols by inserting each before the larger ones. */
  private insert(from: number, to: number, depth: number): void {
    const { order } = this;
    for (let i = from + 1; i < to; i++) {
      const symbol = order[i];
      let at = i;
      for (; at > from && this.isBefore(symbol, order[at - 1], depth); at--) order[at] = order[at - 1];
      order[at] = symbol;
    }
  }

  private isBefore(a: number, b: number, depth: number): boolean {
    const { bytes, starts } = this;
    let x = starts[a] + depth;
    let y = starts[b] + depth;
    for (; bytes[x] === bytes[y] && bytes[x] !== 0; x++) y++;
    return bytes[x] < bytes[y];
  }

  /** Stores the next four bytes of each symbol beside it, because the symbols are far apart in memory. */
  private loadKeys(from: number, to: number, depth: number): void {
    const { bytes, keys, order, starts } = this;
    for (let i = from; i < to; i++) {
      let at = starts[order[i]] + depth;
      let key = 0;
      for (let k = 0; k < KEY; k++) {
        key = (key << 8) | bytes[at];
        if (bytes[at] !== 0) at++;
      }
      keys[i] = key;
    }
  }

  /** Sorts a range by one byte of the keys. Returns where the symbols with each byte end. */
  private distribute(from: number, to: number, shift: number): Uint32Array {
    const { keys, movedKeys, movedOrder, order } = this;
    const ends = new Uint32Array(257).fill(from);
    for (let i = from; i < to; i++) ends[((keys[i] >>> shift) & 0xff) + 1]++;
    for (let byte = 1; byte <= 256; byte++) ends[byte] += ends[byte - 1] - from;
    for (let i = from; i < to; i++) {
      const at = ends[(keys[i] >>> shift) & 0xff]++;
      movedKeys[at] = keys[i];
      movedOrder[at] = order[i];
    }
    keys.set(movedKeys.subarray(from, to), from);
    order.set(movedOrder.subarray(from, to), from);
    return ends.subarray(0, 256);
  }
}

/** Sorts numbers by descending counts, which are integers. Keeps the order of numbers with equal counts. */
export function sortByCount(numbers: Uint32Array, counts: Float64Array): void {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, counts[numbers[i]]);
  for (let unit = 1; unit <= most; unit *= DIGIT) sortByDigit(numbers, counts, unit);
}

/** Sorts numbers by one digit of their counts, in descending order. `unit`: the value of a 1 in this digit. */
function sortByDigit(numbers: Uint32Array, counts: Float64Array, unit: number): void {
  const before = numbers.slice();
  const digits = new Uint16Array(numbers.length);
  const places = new Uint32Array(DIGIT + 1);
  for (let i = 0; i < digits.length; i++) {
    digits[i] = DIGIT - 1 - (Math.floor(counts[before[i]] / unit) % DIGIT);
    places[digits[i] + 1]++;
  }
  for (let digit = 1; digit < DIGIT; digit++) places[digit] += places[digit - 1];
  for (let i = 0; i < digits.length; i++) numbers[places[digits[i]]++] = before[i];
}
