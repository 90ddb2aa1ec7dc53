import type { Message } from '../protocol/message';
import { inFlags } from './command/settingFlags';

/** Prints one warning about a model that could be opened, to the standard error. */
export function warn(sentences: readonly Message[]): void {
  if (sentences.length === 0) return;
  const text = sentences.map(inFlags).join(' ');
  process.stderr.write(`Warning: ${text}\n`);
}
