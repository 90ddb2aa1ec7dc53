import { textFingerprint } from '../../engine/storage/digest';
import type { RunSource } from '../../engine/train/firstReading';
import type { RunText } from '../../protocol/run';
import { newHash } from '../ports';

/** Returns the description of a text for a record. The text may be a large file that is read in pieces. */
export function describeSource({ name, uri, bytes, size }: RunSource, tokens: number): RunText {
  const length = bytes instanceof Uint8Array ? bytes.length : (size ?? 0);
  return { name, uri, fingerprint: textFingerprint(bytes, newHash), bytes: length, tokens };
}
