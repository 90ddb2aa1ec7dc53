/** Number of bytes of a SIMD vector. */
export const VECTOR: usize = 16;
export const LINE_FEED: u8 = 0x0a;
export const CARRIAGE_RETURN: u8 = 0x0d;
export const SPACE: u8 = 0x20;
const TAB: u8 = 0x09;
/** The bytes of `<`, `<s>` and `</s>` as little-endian numbers. */
const OPENING: u8 = 0x3c;
const BEGIN: u32 = 0x3e733c;
const END: u32 = 0x3e732f3c;

/**
 * Sixteen bytes with all bits set, then sixteen zeros. Loaded from offset `16 - n`, they mask the first n
 * bytes of a vector.
 */
const masks: usize = memory.data<u64>([0xffffffffffffffff, 0xffffffffffffffff, 0, 0]);

/** Loads `length` bytes (at most 16) from address `at` and fills the rest of the vector with zeros. */
@inline
export function head(at: usize, length: usize): v128 {
  return v128.and(v128.load(at), v128.load(masks + VECTOR - length));
}

/** Number of bytes that are searched for white space together. */
export const BLOCK: usize = 64;

/**
 * Returns 64 bits, one per byte of a block: 1 for ASCII white space (tab, LF, VT, FF, CR or space), else 0.
 */
@inline
export function blanksInBlock(at: usize): u64 {
  const low = blanksIn(v128.load(at)) | (blanksIn(v128.load(at, 16)) << 16);
  return low | (blanksIn(v128.load(at, 32)) << 32) | (blanksIn(v128.load(at, 48)) << 48);
}

@inline
function blanksIn(bytes: v128): u64 {
  const controls = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(TAB)), i8x16.splat(CARRIAGE_RETURN - TAB + 1));
  return <u64>i8x16.bitmask(v128.or(controls, i8x16.eq(bytes, i8x16.splat(SPACE))));
}

/**
 * Returns whether the bytes from `at` to `end` - 1 contain `<s>` or `</s>`. Reads whole blocks, so a mark in
 * the bytes after `end` may also be found.
 */
export function hasMarks(at: usize, end: usize): bool {
  for (; at < end; at += BLOCK) if (hasOpening(at) && hasMarksInBlock(at)) return true;
  return false;
}

/** Returns whether a block contains `<`, the first character of a mark. Most blocks of a text do not. */
@inline
function hasOpening(at: usize): bool {
  const low = v128.or(openingsIn(at), openingsIn(at + VECTOR));
  const high = v128.or(openingsIn(at + 2 * VECTOR), openingsIn(at + 3 * VECTOR));
  return v128.any_true(v128.or(low, high));
}

@inline
function openingsIn(at: usize): v128 {
  return i8x16.eq(v128.load(at), i8x16.splat(OPENING));
}

function hasMarksInBlock(at: usize): bool {
  for (const end = at + BLOCK; at < end; at += VECTOR) {
    let openings: u32 = i8x16.bitmask(openingsIn(at));
    for (; openings != 0; openings &= openings - 1) {
      const next = load<u32>(at + <usize>ctz(openings));
      if ((next & 0xffffff) == BEGIN || next == END) return true;
    }
  }
  return false;
}
