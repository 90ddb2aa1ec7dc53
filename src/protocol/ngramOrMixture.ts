import type { Nothing } from './channel';
import type { ArpaReading, CheckpointChoice } from './reader';
import type { RunSettings, RunText } from './run';
import type { SourceText } from './trainer';

/** Models that are made at once and not trained step by step. They are kept beside the runs. */

export type OfferedSmoothing = 'kneserNey' | 'wittenBell' | 'goodTuring' | 'additive';

interface MadeRecord {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Number of distinct symbols, V. */
  readonly vocabulary: number;
}

/** N-grams; beside the record stands `model.arpa`. */
export interface NgramRecord extends MadeRecord {
  readonly kind: 'ngram';
  readonly text: RunText;
  /** How the text was cut: `text.unit`, `text.locale`, `text.whiteSpace`, `text.minimumCount`. */
  readonly settings: RunSettings;
  readonly smoothing: OfferedSmoothing;
  /** How many there are, by length from 1 on. */
  readonly ngrams: readonly number[];
}

/** What a mixture has in it: another model, or the words read last. */
export type MemberReference =
  | { readonly kind: 'run'; readonly id: string; readonly checkpoint: CheckpointChoice }
  | { readonly kind: 'made'; readonly id: string }
  | ({ readonly kind: 'file'; readonly uri: string } & ArpaReading)
  | { readonly kind: 'cache'; readonly size: number; readonly decay: number };

export interface MemberRecord {
  readonly reference: MemberReference;
  /** As it was called when the mixture was made. */
  readonly name: string;
  readonly weight: number;
  /** Symbols that it knew when the mixture was made; a cache knows those of the others. */
  readonly vocabulary?: number;
}

/** References and weights; the members stay where they are. */
export interface MixtureRecord extends MadeRecord {
  readonly kind: 'mixture';
  readonly combination: 'linear' | 'logLinear';
  readonly members: readonly MemberRecord[];
  /** The text that the weights suit best, and how well; missing where they are equal. */
  readonly heldOut?: { readonly name: string; readonly tokens: number; readonly perplexity: number };
}

export type NgramOrMixture = NgramRecord | MixtureRecord;

export interface LearnParams {
  readonly name: string;
  readonly text: SourceText;
  readonly settings: RunSettings;
  readonly order: number;
  readonly smoothing: OfferedSmoothing;
}

export interface MixParams {
  readonly name: string;
  readonly combination: MixtureRecord['combination'];
  readonly members: readonly Pick<MemberRecord, 'reference' | 'name'>[];
  /** To find the weights with; without it they are equal. */
  readonly heldOut?: SourceText;
}

/** Between the extension host and a worker that makes one model and ends. Fails with a UserError and leaves nothing. */
export interface MakerRequests {
  learn(params: LearnParams): NgramRecord;
  mix(params: MixParams): MixtureRecord;
}

/** The maker announces nothing. */
export type MakerEvents = Nothing;
