/**
 * Languages for which `Intl.Segmenter` may split texts differently, with the script by which each is
 * recognised. The first match counts. Japanese (kana) therefore comes before Chinese (Han), because Japanese
 * texts also contain Han characters.
 */
const scripts: readonly (readonly [locale: string, script: RegExp])[] = [
  ['ja', /\p{Script=Hiragana}|\p{Script=Katakana}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['el', /\p{Script=Greek}/gu],
];

/**
 * Minimum fraction of the letters that must be in a language's script. It is low because a few kana are
 * enough to distinguish Japanese from Chinese: most letters of a Japanese text may be kanji.
 */
const SHARE = 0.05;
/** Number of UTF-16 units at the beginning of a text from which its locale is guessed. */
const ENOUGH = 10_000;

/**
 * Guesses the locale of a text from its beginning. Never uses the locale of the machine, because the results
 * of a run would then depend on the machine.
 */
export function guessLocale(text: string): string {
  const head = text.slice(0, ENOUGH);
  const letters = count(head, /\p{L}/gu);
  const found = scripts.find(([, script]) => count(head, script) > SHARE * letters);
  return found?.[0] ?? 'en';
}

/** Returns whether the language of a guessed locale is written without spaces between words. */
export const isUnspaced = (locale: string) => ['ja', 'zh', 'th', 'lo', 'km', 'my'].includes(locale);

/** Returns whether `Intl.Segmenter` supports this locale (BCP 47). */
export function isLocale(locale: string): boolean {
  try {
    return Intl.Segmenter.supportedLocalesOf(locale).length > 0;
  } catch {
    return false; // `Intl` throws for an ill-formed language tag
  }
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
