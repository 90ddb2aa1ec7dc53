import type { ColumnReader } from '../../../core/columns';
import { asciiWords } from '../../../data/words';
import type { ModelLevel, NgramLevels } from '../levels';
import { ByteBuffer } from './byteBuffer';
import { unitLine } from './header';
import { History, Names } from './history';
import { namesOf } from './symbols';

const [TAB, NEWLINE] = [0x09, 0x0a];

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
  { vocabulary, levels }: NgramLevels,
  { unit = asciiWords.id, unknown }: WriteOptions = {},
): Generator<Uint8Array> {
  const names = new Names(namesOf(vocabulary, unknown));
  const out = new ByteBuffer();
  // A model that was read from a file without `<unk>` contains `<unk>` with probability 0. In this case,
  // `<unk>` is not written.
  const [{ logProbs }] = levels;
  const isClosed =
    vocabulary.unknown >= 0 &&
    logProbs.copyTo(new Float64Array(logProbs.length))[vocabulary.unknown] === Number.NEGATIVE_INFINITY;
  out.ascii(`${unit === asciiWords.id ? '' : unitLine(unit)}\\data\\\n`);
  for (const [i, { words }] of levels.entries()) {
    out.ascii(`ngram ${i + 1}=${words.length - (isClosed && i === 0 ? 1 : 0)}\n`);
  }
  for (const i of levels.keys()) {
    out.ascii(`\n\\${i + 1}-grams:\n`);
    const section = new Section(levels.slice(0, i + 1), names, out);
    while (section.hasNext) {
      if (i === 0 && isClosed && section.index === vocabulary.unknown) section.skip();
      else section.writeNext();
      if (out.isPiece) yield out.take();
    }
  }
  out.ascii('\n\\end\\\n');
  yield out.take();
}

/** The lines for the n-grams of one length. `levels` contains this length and all shorter ones. */
class Section {
  /** The number of n-grams that were written or left out. */
  index = 0;
  private readonly size: number;
  private readonly words: ColumnReader;
  private readonly ends: ColumnReader;
  private readonly logProbs: ColumnReader;
  private readonly backOffs: ColumnReader;
  private children = 0; // number of longer n-grams that begin with an n-gram before `index`
  private readonly history: History;

  constructor(
    levels: readonly ModelLevel[],
    private readonly names: Names,
    private readonly out: ByteBuffer,
  ) {
    const { words, ends, logProbs, backOffs } = levels[levels.length - 1];
    this.size = words.length;
    this.words = words.reader();
    this.ends = ends.reader();
    this.logProbs = logProbs.reader();
    this.backOffs = backOffs.reader();
    this.history = new History(levels.slice(0, -1), names);
  }

  get hasNext(): boolean {
    return this.index < this.size;
  }

  skip(): void {
    for (const column of [this.words, this.logProbs, this.backOffs]) column.next();
    this.children = this.ends.next();
    this.index++;
  }

  writeNext(): void {
    const { names, out, history } = this;
    history.advanceTo(this.index++);
    writeLogarithm(out, this.logProbs.next());
    out.byte(TAB);
    out.copy(history.bytes, 0, history.length);
    names.write(out, this.words.next());
    const backOff = this.backOffs.next();
    const end = this.ends.next();
    if (end > this.children || backOff !== 0) {
      out.byte(TAB);
      writeLogarithm(out, backOff);
    }
    this.children = end;
    out.byte(NEWLINE);
  }
}

/** Writes a log10. Writes -99 for the logarithm of 0, as SRILM does. */
function writeLogarithm(out: ByteBuffer, value: number): void {
  out.single(value === Number.NEGATIVE_INFINITY ? -99 : value);
}
