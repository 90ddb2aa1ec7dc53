import { concatenate } from '../../../core/concatenate';
import { formatFixed } from '../../../core/formatFixed';
import { encodeLatin1 } from '../../../core/latin1';
import { type RnnlmModel, type RnnlmNumbers, visitInputWeights } from '../rnnlmModel';
import { headerText } from './header';

/** Number of buffered characters at which the text is converted to bytes. */
const BUFFER_LENGTH = 1 << 16;
/** Number of decimals of the weights in a text file, and of the direct weights. */
const [DECIMALS, DIRECT_DECIMALS] = [4, 2];

/**
 * Writes a model in the same way as the C tool. The model's structure specifies the format, text or binary.
 */
export function writeRnnlm(model: RnnlmModel): Uint8Array {
  const out = new Output();
  const { structure, progress, vocabulary } = model;
  out.text(headerText({ structure, progress, words: vocabulary.words.length }));
  out.text('Vocabulary:\n');
  for (const [id, word] of vocabulary.words.entries()) {
    const count = String(vocabulary.counts[id]).padStart(10);
    out.text(`${String(id).padStart(6)}\t${count}\t${word}\t${vocabulary.classOf[id]}\n`);
  }
  if (structure.binary) writeBinary(out, model);
  else writeText(out, model);
  return out.bytes();
}

function writeText(out: Output, { structure, weights, hidden }: RnnlmModel): void {
  const all = (array: RnnlmNumbers, decimals: number) => {
    for (const value of array) out.text(`${formatFixed(value, decimals)}\n`);
  };
  out.text('\nHidden layer activation:\n');
  all(hidden, DECIMALS);
  out.text('\nWeights 0->1:\n');
  visitInputWeights(weights, structure.hidden, (array, index) =>
    out.text(`${formatFixed(array[index], DECIMALS)}\n`),
  );
  if (structure.compression > 0) {
    out.text('\n\nWeights 1->c:\n');
    all(weights.compression, DECIMALS);
    out.text('\n\nWeights c->2:\n');
  } else {
    out.text('\n\nWeights 1->2:\n');
  }
  all(weights.output, DECIMALS);
  out.text('\nDirect connections:\n');
  all(weights.direct, DIRECT_DECIMALS);
}

function writeBinary(out: Output, { structure, weights, hidden }: RnnlmModel): void {
  out.floats(hidden);
  const ordered = new Float64Array(weights.input.length + weights.recurrent.length);
  let at = 0;
  visitInputWeights(weights, structure.hidden, (array, index) => {
    ordered[at++] = array[index];
  });
  out.floats(ordered);
  out.floats(weights.compression);
  out.floats(weights.output);
  out.floats(weights.direct);
}

/** Collects output as pieces of bytes. Texts that are added must have one character per byte. */
class Output {
  private readonly pieces: Uint8Array[] = [];
  private buffered = '';

  text(text: string): void {
    this.buffered += text;
    if (this.buffered.length >= BUFFER_LENGTH) this.flush();
  }

  floats(array: RnnlmNumbers): void {
    this.flush();
    const piece = new DataView(new ArrayBuffer(4 * array.length));
    for (let i = 0; i < array.length; i++) piece.setFloat32(4 * i, array[i], true);
    this.pieces.push(new Uint8Array(piece.buffer));
  }

  bytes(): Uint8Array {
    this.flush();
    return concatenate(Uint8Array, this.pieces);
  }

  private flush(): void {
    this.pieces.push(encodeLatin1(this.buffered));
    this.buffered = '';
  }
}
