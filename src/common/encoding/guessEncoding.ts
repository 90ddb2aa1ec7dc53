import { decoderFor, type Encoding, encodings, hasJapaneseEscapes } from './encodings';

/** Rates how well a decoded text fits an encoding: 0 not at all, 1 like typical text. */
type Fit = (letters: Letters) => number;

/** A decoded text and its non-ASCII characters. */
interface Letters {
  readonly text: string;
  readonly wide: string;
}

const share = ({ text, wide }: Letters, pattern: RegExp) =>
  (text.match(pattern)?.length ?? 0) / [...wide].length;

/**
 * Rates Japanese text by its share of kana, which make up at least a third of typical text. Half-width kana and
 * characters for private use lower the rating, because text in other encodings turns into these when it is
 * decoded as Shift_JIS or EUC-JP.
 */
const japanese: Fit = letters =>
  Math.min(1, 3 * share(letters, /[\u3041-\u30fe、。「」]/gu)) -
  2 * share(letters, /[\uff61-\uff9f\ue000-\uf8ff]/gu);

/**
 * Rates Chinese text by its share of the most frequent Chinese characters, which make up at least a quarter
 * of typical text.
 */
const chinese: Fit = letters =>
  4 *
  share(
    letters,
    /[的一是不了在人有我他这這个們们中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于著下自之年过過发發后後作里，。]/gu,
  );

const korean: Fit = letters => share(letters, /[\uac00-\ud7a3]/gu);

/**
 * Rates Russian text by its lower-case Cyrillic letters that are not next to Latin letters. Upper-case
 * letters do not count: decoding KOI8-R as Windows-1251, or the reverse, swaps upper and lower case.
 */
const russian: Fit = letters => share(letters, /(?<![A-Za-z])[а-яё](?![A-Za-z])/gu);

const FEW = 5;

/**
 * Rates Western European text: accented letters occur inside words, mostly next to plain letters. A single
 * accented letter among hundreds of letters is damage.
 */
const western: Fit = letters => {
  const plain = letters.text.match(/[A-Za-z]/g)?.length ?? 0;
  const inWords = letters.text.match(/(?<=[A-Za-z])[à-öø-þß]|[À-ÖØ-öø-þ](?=[A-Za-z])| à |[‘’“”–—«»…°€]/gu);
  const { length } = letters.wide;
  const isRare = length < FEW && plain > 300 * length;
  return plain < 2 * length || isRare ? 0 : (inWords?.length ?? 0) / length;
};

const fitsOf: Readonly<Record<string, Fit>> = {
  shift_jis: japanese,
  'euc-jp': japanese,
  gb18030: chinese,
  big5: chinese,
  'euc-kr': korean,
  'windows-1251': russian,
  'koi8-r': russian,
  'windows-1252': western,
};

/** Minimum fit of the guessed encoding. With a lower fit, the guess would be no better than chance. */
const ENOUGH = 0.5;
/** The kinds of character that make up nearly all of a text. */
const usual = /[\p{L}\p{M}\p{N}\p{P}\p{Z}\n\r\t]/gu;

/**
 * Guesses the encoding of a sample that is not UTF-8 from its characters. Undefined if no encoding fits, for
 * example because the text is damaged. The sample may end inside a character.
 */
export function guessEncoding(sample: Uint8Array): Encoding | undefined {
  const label = isJapaneseMail(sample)
    ? 'iso-2022-jp'
    : sample.includes(0)
      ? wideEncoding(sample)
      : isMostlyUtf8(sample)
        ? undefined
        : bestFit(sample);
  return encodings.find(each => each.label === label);
}

function bestFit(sample: Uint8Array): string | undefined {
  let [best, most] = ['', 0];
  for (const [label, fits] of Object.entries(fitsOf)) {
    const text = decoded(sample, label) ?? '';
    const wide = text.replaceAll(/[\0-\x7f]/g, '');
    const found = wide === '' ? 0 : fits({ text, wide });
    if (found > most) [best, most] = [label, found];
  }
  return most >= ENOUGH ? best : undefined;
}

function isJapaneseMail(sample: Uint8Array): boolean {
  const text = decoded(sample, 'iso-2022-jp');
  return text !== undefined && hasJapaneseEscapes(new TextDecoder('latin1').decode(sample));
}

/**
 * Returns the byte order of UTF-16 text without a byte order mark: decoded in the right order, nearly all its
 * characters are usual ones. Undefined if neither order fits.
 */
function wideEncoding(sample: Uint8Array): string | undefined {
  return ['utf-16le', 'utf-16be'].find(label => {
    const text = decoded(sample, label);
    if (text === undefined || text.includes('\0') || !/[ \n]/.test(text)) return false;
    return (text.match(usual)?.length ?? 0) > 0.98 * [...text].length;
  });
}

/**
 * Returns whether a sample is UTF-8 with damaged bytes: it has more valid non-ASCII characters than faults.
 */
function isMostlyUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder().decode(sample);
  const faults = text.match(/\ufffd/g)?.length ?? 0;
  const letters = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return letters > faults;
}

function decoded(sample: Uint8Array, label: string): string | undefined {
  try {
    return decoderFor(label)?.decode(sample, { stream: true });
  } catch {
    return undefined;
  }
}
