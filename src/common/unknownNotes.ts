import type { Message } from '../protocol/message';
import type { RunRecord } from '../protocol/run';

/**
 * Notes on the unknown tokens of a validation text. Every view that shows a validation loss also shows such a
 * note.
 */

/** Share of unknown tokens above which the validation perplexity is misleading. */
const WORTH_A_WARNING = 0.05;

/** Functions that format numbers in the way of the view that shows the note. */
interface Numbers {
  count(value: number): string;
  /** Formats a share from 0 to 1. */
  percent(share: number): string;
}

interface Unknown {
  readonly unknown: number;
  /** Number of tokens in the validation text, known and unknown. */
  readonly tokens: number;
  /** Share of unknown tokens, from 0 to 1. */
  readonly share: number;
  /** Whether unknown tokens are left out of the validation loss. If not, they are scored as `<unk>`. */
  readonly areLeftOut: boolean;
}

/**
 * Returns the number and share of unknown tokens in a run's validation text. Undefined if the model knows
 * every token, or if the version that made the run did not count unknown tokens.
 */
function unknownIn({ validationText }: Pick<RunRecord, 'validationText'>): Unknown | undefined {
  if (!validationText?.unknown) return undefined;
  const { unknown, leftOut = 0 } = validationText;
  const tokens = validationText.tokens + leftOut;
  return { unknown, tokens, share: unknown / tokens, areLeftOut: leftOut > 0 };
}

/**
 * Returns the note shown next to a validation loss or perplexity. Undefined if there are no unknown tokens.
 */
export function unknownNote(
  run: Pick<RunRecord, 'validationText'>,
  { count, percent }: Numbers,
): Message | undefined {
  const found = unknownIn(run);
  if (!found) return undefined;
  const { unknown, tokens, share, areLeftOut } = found;
  return {
    template: areLeftOut
      ? 'unknown and left out: {0} of {1} tokens ({2})'
      : 'unknown, scored as <unk>: {0} of {1} tokens ({2})',
    args: [count(unknown), count(tokens), percent(share)],
  };
}

/**
 * Returns a short form of `unknownNote`: only the share of unknown tokens. Undefined if there are no unknown
 * tokens.
 */
export function unknownMark(
  run: Pick<RunRecord, 'validationText'>,
  { percent }: Numbers,
): Message | undefined {
  const found = unknownIn(run);
  return found && { template: '{0} unknown', args: [percent(found.share)] };
}

/**
 * Returns a warning for the start of a run: because of its many unknown validation tokens, its validation
 * perplexity will be misleading. Undefined if they are few.
 */
export function unknownWarning(
  run: Pick<RunRecord, 'validationText' | 'settings'>,
  { count, percent }: Numbers,
): Message | undefined {
  const found = unknownIn(run);
  if (!found || found.share <= WORTH_A_WARNING) return undefined;
  const { unknown, tokens, share, areLeftOut } = found;
  const words = run.settings['text.unit'] !== 'character';
  const args = [run.validationText?.name ?? '', count(unknown), count(tokens), percent(share)];
  if (!areLeftOut) return { template: SCORED, args };
  return words
    ? { template: WORDS_LEFT_OUT, args: [...args, { setting: 'text.minimumCount' }] }
    : { template: LEFT_OUT, args };
}

const SCORED =
  'The training text lacks {1} of the {2} tokens of the validation text "{0}" ({3}). They are scored as <unk>, which is easy to predict, so the validation perplexity is lower than this text deserves.';
const LEFT_OUT =
  'The training text lacks {1} of the {2} tokens of the validation text "{0}" ({3}). They are left out, so the validation perplexity is lower than this text deserves. Choose a validation text of the same kind, or a larger training text.';
const WORDS_LEFT_OUT =
  'The training text lacks {1} of the {2} tokens of the validation text "{0}" ({3}). They are left out, so the validation perplexity is lower than this text deserves. Set {4} to 2 or more, so that rare words become <unk> and unknown words are scored.';
