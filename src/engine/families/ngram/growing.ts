/** Typed arrays that grow at their end, in place as long as their buffer has room. */
type Numbers = Int32Array | Float64Array;

/** Returns the array in a buffer with room for `capacity` elements. */
export function withCapacity<A extends Numbers>(array: A, capacity: number): A {
  const room = create(array, new ArrayBuffer(capacity * array.BYTES_PER_ELEMENT), array.length);
  room.set(array);
  return room;
}

/**
 * Returns the array with `more` elements after it, which are 0. Both share a buffer if it has room. The array
 * must then not be used any more.
 */
export function lengthened<A extends Numbers>(array: A, more: number): A {
  const length = array.length + more;
  const hasRoom = array.byteOffset === 0 && array.buffer.byteLength >= length * array.BYTES_PER_ELEMENT;
  return hasRoom ? create(array, array.buffer, length) : lengthened(withCapacity(array, length), more);
}

function create<A extends Numbers>(like: A, buffer: ArrayBufferLike, length: number): A {
  const Kind = like.constructor as new (buffer: ArrayBufferLike, offset: number, length: number) => A;
  return new Kind(buffer, 0, length);
}
