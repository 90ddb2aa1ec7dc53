/** Languages that can be told by their script alone, and whose words or sentences end in ways of their own. */
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

/** Most of the letters of a Japanese text are kanji or kana, but some kana are enough to tell it from Chinese. */
const SHARE = 0.05;
const ENOUGH = 10_000;

/** The locale whose rules fit a text, from its first lines. Never the machine's, which would make runs depend on it. */
export function guessLocale(text: string): string {
  const head = text.slice(0, ENOUGH);
  const letters = count(head, /\p{L}/gu);
  const found = scripts.find(([, script]) => count(head, script) > SHARE * letters);
  return found?.[0] ?? 'en';
}

/** Whether there are words and sentences of this locale to be had. */
export function isLocale(locale: string): boolean {
  try {
    return Intl.Segmenter.supportedLocalesOf(locale).length > 0;
  } catch {
    return false; // not even shaped like one
  }
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
