/**
 * The control sequences that begin the progress lines of this program. Both move to the start of the line;
 * the first also clears the line.
 */
const PROGRESS_STARTS = ['\r\u001b[K', '\r'];
/** Matches control characters, which a terminal would interpret, except line ends and tabs. */
const CONTROLS = /(?!\r\n|[\n\t])\p{Cc}/gu;

/**
 * Replaces control characters by visible signs (`␛`, `\x9b`), because a terminal would interpret control
 * characters.
 */
export function withControlsShown(text: string): string {
  return text.replace(CONTROLS, signOf);
}

/**
 * Patches the stream so that control characters in its output are shown as signs. The control sequence at the
 * start of a progress line is passed through.
 */
export function showControlsIn(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
  const shown = (chunk: unknown, ...rest: readonly unknown[]) => write(inChunk(chunk), ...rest);
  Object.assign(stream, { write: shown });
}

function inChunk(chunk: unknown): unknown {
  if (chunk instanceof Uint8Array) return bytesWithControlsShown(chunk);
  if (typeof chunk !== 'string') return chunk;
  const drawn = PROGRESS_STARTS.find(each => chunk.startsWith(each)) ?? '';
  return drawn + withControlsShown(chunk.slice(drawn.length));
}

/**
 * Replaces control characters in UTF-8. Works on the bytes, because a chunk may end inside a character. Bytes
 * from 0x80 to 0x9f are control characters only after the byte 0xc2.
 */
function bytesWithControlsShown(bytes: Uint8Array): Uint8Array {
  const letters = Buffer.from(bytes).toString('latin1');
  const shown = letters.replace(/\u00c2?(?!\r\n|[\n\t])\p{Cc}/gu, found => {
    const [lead, control] = found.length > 1 ? [...found] : ['', found];
    const sign = Buffer.from(signOf(control)).toString('latin1');
    if (control < '\u0080') return lead + sign;
    return lead === '' ? found : sign;
  });
  return Buffer.from(shown, 'latin1');
}

function signOf(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '␡';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : `\\x${code.toString(16)}`;
}
