import { bytesOf } from '../../engine/families/rnnlm/format/write';

/** Letters collected before they are written. */
const PIECE = 1 << 16;

/** Standard output for words that are bytes. */
export class ByteOutput {
  private waiting = '';

  print(text: string): void {
    this.waiting += text;
    if (this.waiting.length >= PIECE) this.flush();
  }

  flush(): void {
    process.stdout.write(bytesOf(this.waiting));
    this.waiting = '';
  }
}
