import type { RunRecord, RunText } from '../../protocol/run';
import type { ReadableText, TextBytes } from '../data/decode';
import { FirstReading, type ReadingPorts } from './firstReading';

/** Opens the copies of its texts that a run has stored. Throws a UserError if a copy is missing or damaged. */
export async function storedTexts(
  ports: ReadingPorts,
  record: RunRecord,
): Promise<{ readonly text: ReadableText; readonly validationText?: ReadableText }> {
  const reading = ({ name, uri, bytes: size }: RunText, bytes: TextBytes) =>
    new FirstReading({ name, uri, bytes, size }, ports).text;
  const validationBytes = await ports.store.validationText(record);
  const { text, validationText } = record;
  return {
    text: reading(text, await ports.store.text(record)),
    ...(validationText && validationBytes && { validationText: reading(validationText, validationBytes) }),
  };
}
