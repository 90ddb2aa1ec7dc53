import type { Message } from '../protocol/message';
import { inFlags } from './command/settingFlags';

/**
 * Prints to standard error a warning, given as sentences, about a model that could be opened nevertheless.
 */
export function warn(sentences: readonly Message[]): void {
  if (sentences.length === 0) return;
  const text = sentences.map(inFlags).join(' ');
  process.stderr.write(`Warning: ${text}\n`);
}
