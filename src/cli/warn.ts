import type { Message } from '../protocol/message';
import { inFlags } from './command/settingFlags';

/**
 * Prints a warning to standard error, about a model that has errors but could be opened. The sentences form
 * one warning.
 */
export function warn(sentences: readonly Message[]): void {
  if (sentences.length === 0) return;
  const text = sentences.map(inFlags).join(' ');
  process.stderr.write(`Warning: ${text}\n`);
}
