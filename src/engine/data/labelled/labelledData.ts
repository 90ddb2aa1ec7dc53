import { UserError } from '../../../protocol/userError';
import { countedVocabulary } from '../countedVocabulary';
import { SymbolNumbers } from '../symbolNumbers';
import { byCodePoint } from '../symbolOrder';
import { UNKNOWN } from '../tokenizer';
import { Vocabulary } from '../vocabulary';
import { Examples } from './examples';
import { HeldOutExamples } from './heldOut';
import type { RawExample } from './rawExample';

/** Maximum number of distinct labels. A file with more has probably something else before its tabs. */
export const MOST_LABELS = 1000;

/** The examples of a training. */
export interface LabelledData {
  readonly vocabulary: Vocabulary;
  /** The labels, sorted. The number of a label is its index. */
  readonly labels: readonly string[];
  readonly training: Examples;
  readonly validation?: Examples;
  /** The labels that only one example has. It is in the training data. */
  readonly rareLabels: readonly string[];
  /** Of the validation examples: the number of tokens that are not in the vocabulary. */
  readonly unknownTokens: number;
  /** Number of validation examples that are left out because of an unknown label, or because they have no known token. */
  readonly unknownExamples: number;
}

/** The parts of a model that determine the numbers of symbols and labels. */
interface LabelNumbers extends Pick<LabelledData, 'vocabulary' | 'labels'> {
  readonly settings: { readonly labels: { readonly task: string } };
}

/** Where the examples come from, and how they are divided. */
export interface LabelledSource {
  /** The name of the training text, for messages. */
  readonly name: string;
  /** Reads the examples. Called twice. */
  readonly read: () => Iterable<RawExample>;
  /** Reads the examples of a separate validation text. */
  readonly readValidation?: () => Iterable<RawExample>;
  readonly isTagged: boolean;
  /** Whether rare symbols become `<unk>`, and the number of occurrences below which a symbol is rare. */
  readonly openVocabulary: boolean;
  readonly minimumCount: number;
  /** The share of the examples that is held out for validation, if there is no separate text for it. */
  readonly fraction: number;
  readonly seed: number;
}

/**
 * Reads labelled texts or tagged sentences. Vocabulary and labels come from the training examples alone. Throws a
 * UserError for texts that cannot be used.
 */
export function readLabelledData(source: LabelledSource): LabelledData {
  const { vocabulary, labels, rareLabels } = countExamples(source);
  const encoder = new Encoder(vocabulary, labels, source.isTagged);
  const { training, validation } = collect(source, encoder);
  const { unknownTokens, unknownExamples } = encoder;
  return { vocabulary, labels, rareLabels, training, validation, unknownTokens, unknownExamples };
}

/** Divides the examples into those to train on and those to validate on. */
function* divided({ read, readValidation, isTagged, fraction, seed }: LabelledSource) {
  const held = new HeldOutExamples(readValidation ? 0 : fraction, seed);
  // Sentences have several tags, so they are all in one group.
  for (const example of read()) yield { example, isHeld: held.next(isTagged ? '' : example.labels[0]) };
  if (readValidation) for (const example of readValidation()) yield { example, isHeld: true };
}

function countExamples(source: LabelledSource) {
  const symbols = new SymbolNumbers();
  const examples = new Map<string, number>();
  for (const { example, isHeld } of divided(source)) {
    if (isHeld) continue;
    for (const symbol of example.symbols) symbols.add(symbol);
    for (const label of new Set(example.labels)) examples.set(label, (examples.get(label) ?? 0) + 1);
    if (examples.size > MOST_LABELS) throw tooManyLabels(source.name);
  }
  const labels = [...examples.keys()].sort(byCodePoint);
  checkLabels(labels, source);
  return {
    vocabulary: vocabularyOf(symbols, source),
    labels,
    rareLabels: labels.filter(label => examples.get(label) === 1),
  };
}

function vocabularyOf(
  found: SymbolNumbers,
  { isTagged, openVocabulary, minimumCount }: LabelledSource,
): Vocabulary {
  const { vocabulary } = countedVocabulary(found.counts(), { openVocabulary, minimumCount });
  // Every token needs a tag, so a tagger also reads tokens that it does not know.
  if (!isTagged || vocabulary.unknown >= 0) return vocabulary;
  return new Vocabulary([...vocabulary.symbols, UNKNOWN], true);
}

/** Replaces symbols and labels by their numbers. Counts what has none. */
class Encoder {
  unknownTokens = 0;
  unknownExamples = 0;
  private readonly numbers: ReadonlyMap<string, number>;

  constructor(
    readonly vocabulary: Vocabulary,
    readonly labels: readonly string[],
    readonly isTagged: boolean,
  ) {
    this.numbers = new Map(labels.map((label, number) => [label, number]));
  }

  newList() {
    return Examples.collect(this.vocabulary.size, this.labels.length, this.isTagged);
  }

  /** Adds an example to a list. Without a known token or with an unknown label, it is left out. */
  add(list: ReturnType<Encoder['newList']>, { symbols, labels, line }: RawExample): void {
    const ids = symbols.map(symbol => this.vocabulary.id(symbol));
    const known = ids.filter(id => id >= 0);
    const targets = labels.map(label => this.numbers.get(label) ?? -1);
    this.unknownTokens += ids.filter(id => id < 0 || id === this.vocabulary.unknown).length;
    if (known.length === 0 || targets.includes(-1)) this.unknownExamples++;
    else list.add(known, targets, line);
  }
}

function collect(source: LabelledSource, encoder: Encoder) {
  const [training, validation] = [encoder.newList(), encoder.newList()];
  for (const { example, isHeld } of divided(source)) {
    const before = encoder.unknownTokens;
    encoder.add(isHeld ? validation : training, example);
    // Rare symbols of the training examples are `<unk>` on purpose.
    if (!isHeld) encoder.unknownTokens = before;
  }
  const held = validation.take();
  const isValidated = source.readValidation !== undefined || source.fraction > 0;
  if (isValidated && held.count === 0) throw nothingHeld(source);
  return { training: training.take(), ...(isValidated && { validation: held }) };
}

/** Encodes examples with the vocabulary and the labels of a model. */
export function encodeExamples(
  raw: Iterable<RawExample>,
  { vocabulary, labels, settings }: LabelNumbers,
): Pick<LabelledData, 'unknownTokens' | 'unknownExamples'> & { readonly examples: Examples } {
  const encoder = new Encoder(vocabulary, labels, settings.labels.task === 'tag');
  const list = encoder.newList();
  for (const example of raw) encoder.add(list, example);
  const { unknownTokens, unknownExamples } = encoder;
  return { examples: list.take(), unknownTokens, unknownExamples };
}

function checkLabels(labels: readonly string[], { name, isTagged }: LabelledSource): void {
  if (labels.length >= 2) return;
  const [label] = labels;
  if (label === undefined) {
    throw isTagged
      ? new UserError('"{0}" has no tagged sentence. Each line must be a token, a tab and its tag.', [name])
      : new UserError('"{0}" has no labelled text. Each line must be a label, a tab and a text.', [name]);
  }
  throw new UserError(
    '"{0}" has only one label, "{1}", so there is nothing to learn. It needs at least two.',
    [name, label],
  );
}

function tooManyLabels(name: string): UserError {
  return new UserError('"{0}" has more than {1} distinct labels. Is the label before the tab?', [
    name,
    MOST_LABELS,
  ]);
}

function nothingHeld({ name, readValidation }: LabelledSource): UserError {
  if (readValidation) {
    return new UserError(
      'No example of the validation text has a known label and a known token.',
      [],
      'validation.file',
    );
  }
  return new UserError(
    '"{0}" has too few examples for validation. Raise {1}, or set it to 0 for none.',
    [name, { setting: 'validation.fraction' }],
    'validation.fraction',
  );
}
