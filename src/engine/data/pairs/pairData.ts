import type { MissingPairs } from '../../../protocol/translationFigures';
import { UserError } from '../../../protocol/userError';
import { countedVocabulary } from '../countedVocabulary';
import { HeldOutExamples } from '../labelled/heldOut';
import { SymbolNumbers } from '../symbolNumbers';
import type { Vocabulary } from '../vocabulary';
import { Pairs } from './pairs';
import type { TextPair } from './textPairs';

/** The symbols of sources and targets. */
export interface PairVocabularies {
  readonly sources: Vocabulary;
  /** Has no symbol for unknown symbols, because a network should not write it. */
  readonly targets: Vocabulary;
}

/** The pairs of a training. */
export interface PairData extends PairVocabularies {
  readonly training: Pairs;
  readonly validation?: Pairs;
  readonly missing: MissingPairs;
}

/** Where the pairs come from, and how they are divided. */
export interface PairSource {
  /** The name of the training text, for messages. */
  readonly name: string;
  /** Reads the pairs. Called once for the vocabularies, once for the pairs to train on, and once for those held out. */
  readonly read: () => Iterable<TextPair>;
  /** Reads the pairs of a separate validation text. */
  readonly readValidation?: () => Iterable<TextPair>;
  /** Whether rare symbols of sources become `<unk>`, and the number of occurrences below which a symbol is rare. */
  readonly openVocabulary: boolean;
  readonly minimumCount: number;
  /** The share of the pairs that is held out for validation, if there is no separate text for it. */
  readonly fraction: number;
  readonly seed: number;
}

/** Reads pairs. The vocabularies come from the training pairs alone. Throws a UserError for texts that cannot be used. */
export function readPairData(source: PairSource): PairData {
  const vocabularies = countSymbols(source);
  const encoder = new PairEncoder(vocabularies);
  const [training, validation] = [encoder.newList(), encoder.newList()];
  const known = new Set<string>();
  for (const { pair, isHeld } of divided(source)) {
    if (isHeld) continue;
    encoder.add(training, pair);
    known.add(keyOf(pair));
  }
  // Rare symbols of the training pairs are `<unk>` on purpose.
  encoder.missing.unknownSymbols = 0;
  for (const { pair, isHeld } of divided(source)) {
    if (!isHeld) continue;
    if (known.has(keyOf(pair))) encoder.missing.repeated++;
    else encoder.add(validation, pair);
  }
  const held = validation.take();
  const isValidated = source.readValidation !== undefined || source.fraction > 0;
  if (isValidated && held.count === 0) throw nothingHeld(source);
  return {
    ...vocabularies,
    training: training.take(),
    ...(isValidated && { validation: held }),
    missing: encoder.missing,
  };
}

/** Encodes pairs with the vocabularies of a model. */
export function encodePairs(
  raw: Iterable<TextPair>,
  vocabularies: PairVocabularies,
): { readonly pairs: Pairs; readonly missing: MissingPairs } {
  const encoder = new PairEncoder(vocabularies);
  const list = encoder.newList();
  for (const pair of raw) encoder.add(list, pair);
  return { pairs: list.take(), missing: encoder.missing };
}

/** Returns the ids of a source's symbols, and the symbols that the vocabulary does not have. */
export function encodeSource(symbols: readonly string[], sources: Vocabulary) {
  const ids = symbols.map(symbol => sources.id(symbol));
  return {
    ids: ids.filter(id => id >= 0),
    /** The symbols that are read, one for each id. */
    read: symbols.filter((_, i) => ids[i] >= 0),
    unknown: symbols.filter((_, i) => ids[i] < 0 || ids[i] === sources.unknown),
  };
}

const keyOf = ({ source, target }: TextPair) => JSON.stringify([source, target]);

/** Divides the pairs into those to train on and those to validate on. */
function* divided({ read, readValidation, fraction, seed }: PairSource) {
  const held = new HeldOutExamples(readValidation ? 0 : fraction, seed);
  for (const pair of read()) yield { pair, isHeld: held.next('') };
  if (readValidation) for (const pair of readValidation()) yield { pair, isHeld: true };
}

function countSymbols(source: PairSource): PairVocabularies {
  const [sources, targets] = [new SymbolNumbers(), new SymbolNumbers()];
  let pairs = 0;
  for (const { pair, isHeld } of divided(source)) {
    if (isHeld) continue;
    pairs++;
    for (const symbol of pair.source) sources.add(symbol);
    for (const symbol of pair.target) targets.add(symbol);
  }
  if (pairs === 0)
    throw new UserError('"{0}" has no pair. Each line must be a source, a tab and its target.', [
      source.name,
    ]);
  const { openVocabulary, minimumCount } = source;
  return {
    sources: countedVocabulary(sources.counts(), { openVocabulary, minimumCount }).vocabulary,
    targets: countedVocabulary(targets.counts(), { openVocabulary: false, minimumCount: 1 }).vocabulary,
  };
}

/** Replaces symbols by their numbers. Counts what has none. */
class PairEncoder {
  readonly missing: MissingPairs = { unknownSymbols: 0, unknownPairs: 0, repeated: 0 };

  constructor(private readonly vocabularies: PairVocabularies) {}

  newList() {
    const { sources, targets } = this.vocabularies;
    return Pairs.collect(sources.size, targets.size);
  }

  /** Adds a pair to a list. Without a known symbol in the source, or with an unknown one in the target, it is left out. */
  add(list: ReturnType<PairEncoder['newList']>, { source, target }: TextPair): void {
    const { sources, targets } = this.vocabularies;
    const { ids, unknown } = encodeSource(source, sources);
    const written = target.map(symbol => targets.id(symbol));
    this.missing.unknownSymbols += unknown.length;
    if (ids.length === 0 || written.includes(-1)) this.missing.unknownPairs++;
    else list.add(ids, written);
  }
}

function nothingHeld({ name, readValidation }: PairSource): UserError {
  if (readValidation) {
    return new UserError(
      'The validation text has no pair whose symbols are known and which is not in the training text.',
      [],
      'validation.file',
    );
  }
  return new UserError(
    '"{0}" has too few different pairs for validation. Raise {1}, or set it to 0 for none.',
    [name, { setting: 'validation.fraction' }],
    'validation.fraction',
  );
}
