import type { RunSettings } from '../../protocol/run';
import type { StartParams } from '../../protocol/trainer';

/**
 * "Train on This File" holds out the end of a text, so that the figures show more than how well the network
 * memorised the text. 2,000 characters give the mean loss a standard error of about 0.04 nats, with 2 nats of
 * deviation per character; shorter texts are trained on as a whole. 100,000 are enough for any text.
 */
export const SHARE = 0.05;
export const SHORTEST = 40_000;
const MOST = 100_000;

/** Minimum number of updates per pass over a text. With fewer, the whole text is needed for training. */
const FEWEST_UPDATES = 100;

/** Tokens that are trained on per validated token, so that validating takes a small part of the time. */
const TRAINED_PER_VALIDATED = 4;
const CHARACTERS_PER_WORD = 5;

/**
 * Returns the settings that hold out about 5 % of a text. Empty if the text is too short. The longer the
 * held-out text, the rarer the validations.
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
 * Counts the code points of a text in UTF-8. For a file that is too large for memory, returns the minimum: a
 * quarter of its bytes.
 */
function charactersOf(text: StartParams['text']): number {
  if (!('bytes' in text)) return text.size / 4;
  let count = 0;
  for (const byte of text.bytes) if ((byte & 0xc0) !== 0x80) count++;
  return count;
}
