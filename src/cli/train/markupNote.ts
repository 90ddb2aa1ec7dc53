import { collectionNote, collectionOf } from '../../common/textCollections';
import { decode } from '../../engine/data/decode';
import type { RunSource } from '../../engine/train/firstReading';
import type { RunSettings } from '../../protocol/run';
import { inFlags } from '../command/settingFlags';

/** Returns a notice if a text has the markup of a collection and no filter is set. */
export function markupNote({ name, bytes }: RunSource, settings: RunSettings): string {
  if (settings['text.filter'] !== undefined) return '';
  const collection = collectionOf(beginningOf(name, bytes));
  return collection ? `${inFlags(collectionNote(name, collection))}\n` : '';
}

/** Returns the first piece of a text; empty if it is damaged, which is reported when it is read. */
function beginningOf(name: string, bytes: RunSource['bytes']): string {
  try {
    return decode(bytes, name).next().value ?? '';
  } catch {
    return '';
  }
}
