import type { BackoffModel } from '../backoffModel';
import { orderOf } from '../trie';
import {
  CHECKED_FROM,
  CHECKSUM_AT,
  COUNTS_AT,
  checksum,
  DESCRIPTION_AT,
  layoutOf,
  MAGIC,
  ORDER_AT,
  VERSION,
  VERSION_AT,
} from './layout';

/** Writes a model in the binary format that `layout.ts` describes, in pieces. `unit` is its tokenizer's id. */
export function* writeBinary(smoothed: BackoffModel, unit: string): Generator<Uint8Array> {
  const { vocabulary, trie, logProbs, backOffs } = smoothed;
  const order = orderOf(trie);
  const counts = Array.from({ length: order }, (_, i) => trie.levels[i + 2] - trie.levels[i + 1]);
  const description = new TextEncoder().encode(JSON.stringify({ unit, symbols: vocabulary.symbols }));
  const layout = layoutOf(counts, description.length);
  const head = new Uint8Array(layout.logProbs).fill(0x20, layout.description);
  const view = new DataView(head.buffer);
  new TextEncoder().encodeInto(MAGIC, head);
  view.setUint32(VERSION_AT, VERSION, true);
  view.setUint32(DESCRIPTION_AT, description.length, true);
  view.setUint32(ORDER_AT, order, true);
  for (const [i, count] of counts.entries()) view.setUint32(COUNTS_AT + 4 * i, count, true);
  head.set(description, layout.description);
  const nodes = logProbs.length;
  const parts = [
    new Uint8Array(head.buffer, CHECKED_FROM),
    bytesOf(logProbs),
    bytesOf(backOffs),
    bytesOf(trie.words),
    bytesOf(trie.children.subarray(0, nodes + 1)),
    bytesOf(trie.suffixes),
    new Uint8Array(layout.end - layout.suffixes - 4 * nodes),
  ];
  const sum = parts.reduce(
    (sum, { buffer, byteOffset, byteLength }) =>
      checksum(new Int32Array(buffer, byteOffset, byteLength / 4), sum),
    0,
  );
  view.setInt32(CHECKSUM_AT, sum, true);
  yield head.subarray(0, CHECKED_FROM);
  yield* parts;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
