import { lostLetters } from '../../common/encoding/lostLetters';
import { collectionNote, collectionOf } from '../../common/textCollections';
import { decode } from '../../engine/data/decode';
import type { RunSource } from '../../engine/train/firstReading';
import type { RunSettings } from '../../protocol/run';
import { inFlags } from '../command/settingFlags';
import { unreadableWarning } from '../unreadable';

/**
 * Returns a warning about letters that were lost in decoding, judging by the first piece of a text, and a
 * note which filter to use, if the text has the markup of a collection and no filter is given.
 */
export function notesOn({ name, bytes }: RunSource, settings: RunSettings): string {
  const beginning = beginningOf(name, bytes);
  const warning = unreadableWarning(lostLetters(beginning), beginning.length);
  const collection = settings['text.filter'] === undefined ? collectionOf(beginning) : undefined;
  return collection ? `${warning}${inFlags(collectionNote(name, collection))}\n` : warning;
}

/** Returns the first piece of a text; empty if it is damaged, which is reported when it is read. */
function beginningOf(name: string, bytes: RunSource['bytes']): string {
  try {
    return decode(bytes, name).next().value ?? '';
  } catch {
    return '';
  }
}
