import type { RunSettings } from '../../protocol/run';
import type { StartParams } from '../../protocol/trainer';

/**
 * "Train on This File" holds out the end of a text, because the loss on the training text also falls when the
 * network only memorizes the text. `SHARE` of the text is held out, but at most `MOST` characters, which are
 * enough for any text. Nothing is held out of a text with fewer than `SHORTEST` characters. A held-out text
 * of 2,000 characters gives the mean loss a standard error of about 0.04 nats, if the loss per character has
 * a standard deviation of 2 nats.
 */
export const SHARE = 0.05;
export const SHORTEST = 40_000;
const MOST = 100_000;

/**
 * Minimum number of updates per pass over a text at which a part of the text is held out. If a pass has fewer
 * updates, the network needs the whole text for training.
 */
const FEWEST_UPDATES = 100;

/**
 * Minimum number of trained tokens per validated token. It limits the time for validation to a small part of
 * the total.
 */
const TRAINED_PER_VALIDATED = 4;
const CHARACTERS_PER_WORD = 5;

/**
 * Returns the settings that hold out about 5 % of a text for validation. Empty if the text is too short. The
 * longer the held-out text is, the less often the run is validated.
 */
export function heldOutSettings(text: StartParams['text'], settings: RunSettings): RunSettings {
  const characters = charactersOf(text);
  const perUpdate = Number(settings['training.sequenceLength']) * Number(settings['training.batch']);
  if (characters < Math.max(SHORTEST, FEWEST_UPDATES * perUpdate)) return {};
  const fraction = Math.min(SHARE, Number((MOST / characters).toPrecision(2)));
  const perToken = settings['text.unit'] === 'character' ? 1 : CHARACTERS_PER_WORD;
  const tokens = (fraction * characters) / perToken;
  const interval = 1000 * Math.max(1, Math.ceil((TRAINED_PER_VALIDATED * tokens) / perUpdate / 1000));
  return { 'validation.fraction': fraction, 'validation.interval': interval };
}

/**
 * Returns the number of code points of a text in UTF-8. For a file that is not in memory, returns a lower
 * bound: a quarter of its bytes.
 */
function charactersOf(text: StartParams['text']): number {
  if (!('bytes' in text)) return text.size / 4;
  let count = 0;
  for (const byte of text.bytes) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}
