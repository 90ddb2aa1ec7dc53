import { toUtf8 } from '../engine/data/decode';
import type { RunSource } from '../engine/train/firstReading';
import type { StartParams } from '../protocol/trainer';
import { piecesOfText } from './inputFile';

/** Opens a text. A request contains either its bytes or the path of its file. */
export function openedText(text: StartParams['text']): RunSource {
  if ('bytes' in text) return text;
  const { name, uri, path, size, encoding } = text;
  const bytes = () => piecesOfText(path);
  return encoding === undefined
    ? { name, uri, bytes, size }
    : { name, uri, bytes: () => toUtf8(bytes, name, encoding) };
}
