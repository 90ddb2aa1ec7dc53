import { encodeLatin1 } from '../../engine/core/latin1';

/** The number of characters buffered before a write. */
const PIECE = 1 << 16;

/** Buffers output for the standard output. Each character of a string is one byte. */
export class ByteOutput {
  private waiting = '';

  print(text: string): void {
    this.waiting += text;
    if (this.waiting.length >= PIECE) this.flush();
  }

  flush(): void {
    process.stdout.write(encodeLatin1(this.waiting));
    this.waiting = '';
  }
}
