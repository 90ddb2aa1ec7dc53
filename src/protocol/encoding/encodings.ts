/** A way to write letters as bytes. */
export interface Encoding {
  /** What `TextDecoder` and the command line call it. */
  readonly label: string;
  /** What people call it. */
  readonly name: string;
  /** What VS Code calls it, if it knows it. */
  readonly editor?: string;
}

/** The encodings that people are offered. */
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

/** By any of the names that `TextDecoder` understands (`sjis`, `latin1`); undefined for what is no encoding. */
export function encodingNamed(label: string): Encoding | undefined {
  const decoder = decoderFor(label);
  if (!decoder) return undefined;
  const { encoding } = decoder;
  return encodings.find(each => each.label === encoding) ?? { label: encoding, name: encoding };
}

export type Decoder = InstanceType<typeof TextDecoder>;

/** Throws at the first byte that does not belong to the encoding. Undefined for an encoding that is not known here. */
export function decoderFor(label: string): Decoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return undefined;
  }
}

/** The encoding that a byte order mark at the start of a text names; UTF-8 needs none. */
export function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** ISO-2022-JP is ASCII to every other decoder; its Japanese is between escapes that no other text has. */
export const hasJapaneseEscapes = (text: string) => text.includes('\x1b$B') || text.includes('\x1b$@');
