import type { Picture } from './dashboard';

/** Attractor networks (Hopfield 1982) that store lines of text: what is computed about them. */

/** Number of units per character, and of characters per line. */
export const [CODE_BITS, LINE_LENGTH] = [16, 32];
/** Number of units of a network. */
export const UNITS = CODE_BITS * LINE_LENGTH;
/** Maximum number of stored lines: about twice as many as random patterns that such a network recalls. */
export const MAX_LINES = 128;
/** Number of random patterns per unit that a large network recalls (Amit, Gutfreund & Sompolinsky 1985). */
export const RANDOM_CAPACITY = 0.138;

/** Lines of text, of which a network stores the first ones. The seed determines the codes of the characters. */
export interface AttractorMemory {
  readonly lines: readonly string[];
  /** Number of stored lines. */
  readonly stored: number;
  readonly seed: number;
}

/**
 * The state in which a recall starts: a stored line (its index) of which a share of the bits is flipped or a share of the
 * characters is replaced by random bits, or a typed text. Different trials damage different bits.
 */
export type RecallStart =
  | { readonly kind: DamageKind; readonly line: number; readonly share: number; readonly trial: number }
  | { readonly kind: 'typed'; readonly line: number; readonly text: string };
export const damageKinds = ['flip', 'erase'] as const;
export type DamageKind = (typeof damageKinds)[number];

/** A character read from 16 units: the one whose code is nearest. */
export interface ReadCharacter {
  readonly character: string;
  /** Number of bits in which the units differ from the code of the character. */
  readonly bits: number;
  /** Whether the character can be read: false if several codes are equally near, or if too many bits differ. */
  readonly isReadable: boolean;
}

/** A state of the network during a recall. */
export interface RecallStep {
  /** Number of updates of units so far. */
  readonly updates: number;
  readonly energy: number;
  readonly characters: readonly ReadCharacter[];
  /** Number of bits in which the state differs from each stored line. */
  readonly distances: readonly number[];
}

/** The state in which a recall ended. `distance`: number of bits in which it differs from the state that `kind` names. */
export type RecallEnd =
  | { readonly kind: 'stored' | 'inverse' | 'spurious'; readonly line: number; readonly distance: number }
  | { readonly kind: 'mixed'; readonly lines: readonly number[]; readonly distance: number };

export interface RecallParams {
  readonly memory: AttractorMemory;
  readonly start: RecallStart;
  /** The inverse temperature of one step of attention. Missing: the units are updated until none changes. */
  readonly inverseTemperature?: number | undefined;
}

export interface AttractorRecall {
  /** The states from the start to the end. */
  readonly steps: readonly RecallStep[];
  readonly end: RecallEnd;
  /** The weights of the stored lines in one step of attention. Missing if the units were updated instead. */
  readonly weights?: readonly number[] | undefined;
}

/** What a network with this number of stored lines recalls. All values are shares from 0 to 1. */
export interface CapacityPoint {
  readonly lines: number;
  /** The share of the stored lines tried that were recalled. */
  readonly recalled: number;
  /** The share that one step of attention recalled. */
  readonly attended: number;
  /** The share of the bits of the stored lines that change in the first step, without any damage. */
  readonly unstable: number;
}

/** The recall of growing numbers of stored lines. */
export interface CapacityCurve {
  readonly points: readonly CapacityPoint[];
  /** The largest number of lines up to which at least 90 % of the lines tried were recalled. */
  readonly capacity: number;
  /** Whether `capacity` is the number of all lines, so that more could be recalled. */
  readonly isAll: boolean;
}

/** The capacity for the lines of a text and, measured in the same way, for random patterns. */
export interface MeasuredCapacity {
  readonly text: CapacityCurve;
  readonly random: CapacityCurve;
}

/** The requests to the worker. */
export interface AttractorRequests {
  recall(params: RecallParams): AttractorRecall;
  /** Stores more and more of the lines and measures how many are recalled. */
  measure(params: Pick<AttractorMemory, 'lines' | 'seed'>): MeasuredCapacity;
}

export interface AttractorEvents {
  /** The completed share of a measurement, from 0 to 1. */
  measured: { readonly share: number };
}

/** Lines of a document, and what was left out or changed. */
export interface CollectedLines {
  readonly lines: readonly string[];
  /** Number of lines of which only the first 32 characters are used. */
  readonly cut: number;
  /** Number of lines that were left out because an equal line precedes them. */
  readonly repeated: number;
  /** Whether the document has further lines, which are not used. */
  readonly hasMore: boolean;
}

/** The text of which a page stores lines. */
export interface AttractorText {
  readonly name: string;
  readonly collected: CollectedLines;
}

export interface AttractorPageTexts {
  /** Translations of the page's texts, keyed by the English text; empty for English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /** The text of the page. The page stores it with `setState`, so that VS Code can restore the page. */
  readonly text: AttractorText;
}

/** The requests of the page to the extension host. */
export interface AttractorPageRequests extends AttractorRequests {
  /** Returns the texts of the page. The page sends this request when it has loaded. */
  ready(params: undefined): AttractorPageTexts;
  /** Asks the user for a file name, and saves the picture of a plot there. */
  save(params: Picture): void;
}
