import { UserError } from '../../protocol/userError';
import type { Corpus, EncodedText } from './corpus';

/**
 * Maximum fraction of unknown tokens in a validation text. A text with more is too different from the
 * training text.
 */
const MOST_UNKNOWN = 0.9;

/** Throws a UserError for a validation text with too many unknown tokens. */
export function checkKnown({ ids, unknown, leftOut }: EncodedText, name: string): void {
  const tokens = ids.length + leftOut;
  if (unknown <= MOST_UNKNOWN * tokens) return;
  throw new UserError(
    'The training text has only {1} of the {2} tokens of the validation text "{0}", and their perplexity would say nothing about the rest. Choose a validation text of the same language and kind.',
    [name, tokens - unknown, tokens],
    'validation.file',
  );
}

/** Throws a UserError for a validation text of fewer than two tokens, which contains nothing to predict. */
export function checkValidationText({ ids }: Pick<EncodedText, 'ids'>, name: string): void {
  if (ids.length >= 2) return;
  throw new UserError(
    'The model knows only {1} of the tokens of the validation text "{0}". Validation needs at least 2, and thousands to be reliable. Choose a longer text, or raise {2}.',
    [name, ids.length, { setting: 'validation.fraction' }],
    'validation.fraction',
  );
}

/** Throws a UserError if a text has other symbols than the model whose training continues on it. */
export function checkSameSymbols(model: readonly string[], text: readonly string[]): void {
  if (model.length === text.length && model.every((symbol, i) => symbol === text[i])) return;
  throw new UserError(
    'This text has other symbols than the text that the model was trained on. Choose the text of its training.',
  );
}

/** What a training needs of its text. */
export interface TextNeeds {
  /** Sequence length, T. */
  readonly sequenceLength: number;
  /** Number of tokens that a window needs in addition: one target, or more if errors go back beyond the window. */
  readonly extra: number;
  /** Length of the context of a transformer, C. 0 for other networks. */
  readonly context: number;
  /** Number of parts into which the text is divided: the number of parallel streams, or 1 for random windows. */
  readonly streams: number;
  /** The setting `text.unit`. */
  readonly unit: string;
}

/** The ids of a text and the vocabulary. */
type TextSymbols = Pick<Corpus, 'vocabulary'> & { readonly ids: { readonly length: number } };

/** Throws a UserError for a text without tokens. */
export function checkTokens({ ids }: Pick<TextSymbols, 'ids'>, name: string): void {
  if (ids.length > 0) return;
  throw new UserError('"{0}" is empty. Write or paste some text into it first; a few pages are enough.', [
    name,
  ]);
}

/** Throws a UserError unless the text has at least two distinct symbols. */
export function checkSymbols({ ids, vocabulary }: TextSymbols, name: string): void {
  checkTokens({ ids }, name);
  if (vocabulary.size < 2) {
    throw new UserError(
      '"{0}" contains only one distinct symbol ({1}), so there is nothing to predict. Choose another text or another {2}.',
      [name, JSON.stringify(vocabulary.symbols[0]), { setting: 'text.unit' }],
      'text.unit',
    );
  }
}

/**
 * Throws a UserError unless the corpus has at least two distinct symbols and at least one window for each
 * stream.
 */
export function checkCorpus(corpus: Corpus, name: string, needs: TextNeeds): void {
  checkSymbols(corpus, name);
  const { length } = corpus.ids;
  const { sequenceLength, extra, streams, context } = needs;
  if (length < streams * (sequenceLength + extra)) throw tooShort(name, length, needs);
  if (length < streams * context) throw shorterThanContext(name, Math.floor(length / streams), needs);
}

function shorterThanContext(name: string, tokens: number, { context, streams }: TextNeeds): UserError {
  const cause = 'model.positions';
  if (streams === 1)
    return new UserError(
      '"{0}" is too short for a context of {1} tokens: it has only {2}, so the later positions would never be trained. Use a longer text, or lower {3}.',
      [name, context, tokens, { setting: cause }],
      cause,
    );
  return new UserError(
    '"{0}" is too short for a context of {1} tokens: each of the {3} streams has only {2}, so the later positions would never be trained. Use a longer text, or lower {4} or {5}.',
    [name, context, tokens, streams, { setting: cause }, { setting: 'training.batch' }],
    cause,
  );
}

/** Returns the error for a text with too few tokens. Mentions the streams only if there are several. */
function tooShort(name: string, length: number, needs: TextNeeds): UserError {
  const { sequenceLength, extra, streams, unit } = needs;
  const cause = 'training.sequenceLength';
  const needed = streams * (sequenceLength + extra);
  const args = [name, needed, sequenceLength, extra, length, { setting: cause }];
  if (streams === 1) {
    return unit === 'character'
      ? new UserError(
          '"{0}" is too short: training needs at least {1} characters (sequence length {2}, plus {3}), and it has {4}. Use a longer text, or lower {5}.',
          args,
          cause,
        )
      : new UserError(
          '"{0}" is too short: training needs at least {1} tokens (sequence length {2}, plus {3}), and it has {4}. Use a longer text, or lower {5}.',
          args,
          cause,
        );
  }
  const all = [...args, streams, { setting: 'training.batch' }];
  return unit === 'character'
    ? new UserError(
        '"{0}" is too short: training needs at least {1} characters (sequence length {2}, plus {3}, times {6} streams), and it has {4}. Use a longer text, or lower {5} or {7}.',
        all,
        cause,
      )
    : new UserError(
        '"{0}" is too short: training needs at least {1} tokens (sequence length {2}, plus {3}, times {6} streams), and it has {4}. Use a longer text, or lower {5} or {7}.',
        all,
        cause,
      );
}
