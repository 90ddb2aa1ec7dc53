import { shortestSingle } from '../../../core/decimal';
import { asciiWords } from '../../../data/words';
import type { BackoffModel } from '../backoffModel';
import { orderOf } from '../trie';
import { ByteBuffer } from './byteBuffer';
import { unitLine } from './header';
import { namesOf } from './symbols';

const [TAB, NEWLINE, SPACE] = [0x09, 0x0a, 0x20];

export interface WriteOptions {
  /** The id of the tokenizer. The file names it only if other programs would split a text differently. */
  readonly unit?: string;
  /** The name of `<unk>` in the file. */
  readonly unknown?: string;
}

/**
 * Writes a model as an ARPA file, in pieces. Numbers have as many digits as single precision needs, because
 * KenLM and SRILM store them in single precision.
 */
export function* writeArpa(
  smoothed: BackoffModel,
  { unit = asciiWords.id, unknown }: WriteOptions = {},
): Generator<Uint8Array> {
  const { vocabulary, trie, logProbs, backOffs } = smoothed;
  const { levels, words, children } = trie;
  const order = orderOf(trie);
  const names = new Names(namesOf(vocabulary, unknown));
  /**
   * For each k, the node of the first k words of the current n-gram. N-grams are sorted, so these nodes only
   * advance.
   */
  const path = new Int32Array(order + 1);
  const out = new ByteBuffer();
  // A model that was read from a file without `<unk>` contains `<unk>` with probability 0. In this case,
  // `<unk>` is not written.
  const unknownNode = vocabulary.unknown + 1;
  const isClosed = unknownNode > 0 && logProbs[unknownNode] === Number.NEGATIVE_INFINITY;
  out.ascii(`${unit === asciiWords.id ? '' : unitLine(unit)}\\data\\\n`);
  for (let length = 1; length <= order; length++) {
    const count = levels[length + 1] - levels[length] - (isClosed && length === 1 ? 1 : 0);
    out.ascii(`ngram ${length}=${count}\n`);
  }
  for (let length = 1; length <= order; length++) {
    out.ascii(`\n\\${length}-grams:\n`);
    path.set(levels.slice(0, length));
    for (let node = levels[length]; node < levels[length + 1]; node++) {
      path[length] = node;
      for (let k = length - 1; k > 0; k--) {
        while (children[path[k] + 1] <= path[k + 1]) path[k]++;
      }
      if (isClosed && node === unknownNode) continue;
      out.ascii(logarithm(logProbs[node]));
      out.byte(TAB);
      for (let k = 1; k < length; k++) {
        names.write(out, words[path[k]]);
        out.byte(SPACE);
      }
      names.write(out, words[node]);
      if (children[node] < children[node + 1] || backOffs[node] !== 0) {
        out.byte(TAB);
        out.ascii(logarithm(backOffs[node]));
      }
      out.byte(NEWLINE);
      if (out.isPiece) yield out.take();
    }
  }
  out.ascii('\n\\end\\\n');
  yield out.take();
}

/** The names of all words as bytes, stored one after another. */
class Names {
  private readonly bytes: Uint8Array;
  private readonly starts: Int32Array;

  constructor(names: readonly string[]) {
    const encoder = new TextEncoder();
    const encoded = names.map(name => encoder.encode(name));
    this.starts = new Int32Array(names.length + 1);
    for (const [i, { length }] of encoded.entries()) this.starts[i + 1] = this.starts[i] + length;
    this.bytes = new Uint8Array(this.starts[names.length]);
    for (const [i, name] of encoded.entries()) this.bytes.set(name, this.starts[i]);
  }

  write(out: ByteBuffer, i: number): void {
    out.copy(this.bytes, this.starts[i], this.starts[i + 1]);
  }
}

/** Formats a log10. Writes -99 for the logarithm of 0, as SRILM does. */
const logarithm = (value: number) => String(value === Number.NEGATIVE_INFINITY ? -99 : shortestSingle(value));
