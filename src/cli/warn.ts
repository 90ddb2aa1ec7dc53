import { fill, type Message } from '../protocol/message';

/** One warning about a model that could be opened, on the standard error. */
export function warn(sentences: readonly Message[]): void {
  if (sentences.length === 0) return;
  const text = sentences.map(({ template, args }) => fill(template, args)).join(' ');
  process.stderr.write(`Warning: ${text}\n`);
}
