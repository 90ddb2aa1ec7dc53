/** A character encoding. */
export interface Encoding {
  /** The encoding's name for `TextDecoder` and on the command line. */
  readonly label: string;
  /** The encoding's name in the interface. */
  readonly name: string;
  /** The encoding's identifier in VS Code, if VS Code supports it. */
  readonly editor?: string;
}

/** The encodings offered to users. */
export const encodings: readonly Encoding[] = [
  { label: 'utf-8', name: 'UTF-8', editor: 'utf8' },
  { label: 'utf-16le', name: 'UTF-16 LE', editor: 'utf16le' },
  { label: 'utf-16be', name: 'UTF-16 BE', editor: 'utf16be' },
  { label: 'shift_jis', name: 'Shift_JIS', editor: 'shiftjis' },
  { label: 'euc-jp', name: 'EUC-JP', editor: 'eucjp' },
  { label: 'iso-2022-jp', name: 'ISO-2022-JP' },
  { label: 'gb18030', name: 'GB 18030', editor: 'gb18030' },
  { label: 'big5', name: 'Big5', editor: 'cp950' },
  { label: 'euc-kr', name: 'EUC-KR', editor: 'euckr' },
  { label: 'windows-1252', name: 'Latin-1 (Windows-1252)', editor: 'windows1252' },
  { label: 'windows-1250', name: 'Windows-1250', editor: 'windows1250' },
  { label: 'windows-1251', name: 'Windows-1251', editor: 'windows1251' },
  { label: 'koi8-r', name: 'KOI8-R', editor: 'koi8r' },
];

export const UTF8 = encodings[0];

/**
 * Finds an encoding by any label that `TextDecoder` accepts (`sjis`, `latin1`). Undefined for an unknown
 * label.
 */
export function encodingNamed(label: string): Encoding | undefined {
  const decoder = decoderFor(label);
  if (!decoder) return undefined;
  const { encoding } = decoder;
  return encodings.find(each => each.label === encoding) ?? { label: encoding, name: encoding };
}

export type Decoder = InstanceType<typeof TextDecoder>;

/**
 * Returns a decoder that throws at the first invalid byte. Undefined if this runtime does not support the
 * encoding.
 */
export function decoderFor(label: string): Decoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined;
  }
}

/**
 * Returns the UTF-16 variant that a byte order mark at the start indicates. Undefined without such a mark:
 * the text is then read as UTF-8.
 */
export function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

const ESCAPE = '\x1b';

/**
 * Returns whether decoded text contains escape sequences of ISO-2022-JP. They show that the text was decoded
 * with a wrong encoding: other decoders read such bytes as ASCII and keep the escape sequences.
 */
export const hasJapaneseEscapes = (text: string) =>
  text.includes(ESCAPE) && (text.includes(`${ESCAPE}$B`) || text.includes(`${ESCAPE}$@`));
