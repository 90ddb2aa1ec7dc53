import type { Message } from '../protocol/message';
import type { Configuration } from '../settings/settings';

/** A collection of texts with markup that `text.filter` can leave out: Aozora Bunko or Project Gutenberg. */
export type TextCollection = Exclude<Configuration['text.filter'], 'none'>;

/** Number of UTF-16 units at the beginning of a text that are searched for signs of a collection. */
const SAMPLE = 1 << 14;

const recognised: Readonly<Record<TextCollection, (beginning: string) => boolean>> = {
  aozora: beginning =>
    beginning.includes('【テキスト中に現れる記号について】') ||
    (beginning.includes('［＃') &&
      countOf(/[\p{Script=Han}々〆ヶ]《[\p{Script=Hiragana}\p{Script=Katakana}ー]+》/gu, beginning) > 2),

  gutenberg: beginning =>
    /^[ \t\ufeff]*\*(?:\*\* ?START OF TH(?:E|IS) PROJECT GUTENBERG|END ?\*? ?THE SMALL PRINT!)/im.test(
      beginning,
    ) || /^.{0,20}Project Gutenberg(?:'s|’s)? e-?(?:book|text)/im.test(beginning.slice(0, 500)),
};

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}

/**
 * Returns the collection from which a text probably comes, judging by its beginning. Undefined if the
 * beginning shows no signs of a collection.
 */
export function collectionOf(beginning: string): TextCollection | undefined {
  const sample = beginning.slice(0, SAMPLE);
  // The type of `Object.keys` is `string[]`, but all keys are collections.
  const names = Object.keys(recognised) as TextCollection[];
  return names.find(name => recognised[name](sample));
}

/**
 * Returns the collection from which a text in UTF-8 probably comes. The text may be damaged. Undefined if its
 * beginning shows no signs of a collection.
 */
export function collectionOfBytes(bytes: Uint8Array): TextCollection | undefined {
  return collectionOf(new TextDecoder().decode(bytes.subarray(0, 3 * SAMPLE)));
}

/**
 * Returns a message: the run also learns the markup of the collection that its text comes from. Names the
 * setting that leaves the markup out.
 */
export function collectionNote(name: string, collection: TextCollection): Message {
  const args = [name, { setting: 'text.filter' }];
  return collection === 'aozora' ? { template: AOZORA, args } : { template: GUTENBERG, args };
}

const AOZORA =
  '"{0}" contains the ruby and notes of Aozora Bunko, which the network learns as text. With {1} set to "aozora", it leaves them out.';
const GUTENBERG =
  '"{0}" contains the licence of Project Gutenberg, which the network learns as text. With {1} set to "gutenberg", it leaves it out.';
