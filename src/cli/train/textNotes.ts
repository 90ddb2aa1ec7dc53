import { lostLetters } from '../../common/encoding/lostLetters';
import { collectionNote, collectionOf } from '../../common/textCollections';
import { decode } from '../../engine/data/decode';
import type { RunSource } from '../../engine/train/firstReading';
import type { RunSettings } from '../../protocol/run';
import { inFlags } from '../command/settingFlags';
import { unreadableWarning } from '../unreadable';

/**
 * Checks the first piece of a text. Returns a warning if letters were lost in decoding, or a note that names
 * the right filter if the piece contains the markup of a text collection and no filter is set. Empty if
 * neither is the case.
 */
export function notesOn({ name, bytes }: RunSource, settings: RunSettings): string {
  const beginning = beginningOf(name, bytes);
  const warning = unreadableWarning(lostLetters(beginning), beginning.length);
  const collection = settings['text.filter'] === undefined ? collectionOf(beginning) : undefined;
  return collection ? `${warning}${inFlags(collectionNote(name, collection))}\n` : warning;
}

/**
 * Returns the first piece of a text as a string. Empty if the piece is damaged, because the damage is
 * reported later, when the whole text is read.
 */
function beginningOf(name: string, bytes: RunSource['bytes']): string {
  try {
    return decode(bytes, name).next().value ?? '';
  } catch {
    return '';
  }
}
