import type { Picture } from './dashboard';
import type { HiddenStatesOverview } from './hiddenStates';
import type { PlaneChoice, StateClusters, StateTrajectories } from './inspection';
import type { LesionChoice, LesionEffect } from './lesion';
import type { RankingChoice, UnitRanking } from './unitRanking';
import type { UnitPlace } from './unitReading';
import type { Unrolled, UnrolledChoice } from './unrolled';
import type { MatrixChoice, NetworkWeightDetail } from './weights';

/** The network and the text that the page shows. */
export interface InspectionSubject {
  /** The name of the network. */
  readonly model: string;
  /** The name of the text in the editor that was last active. Undefined if no text was open. */
  readonly text?: string;
  /** Whether a part of the text is selected. */
  readonly isSelection: boolean;
}

/** The parts of the page. Each has a tab. */
export type InspectionPartId =
  | 'trajectories'
  | 'clusters'
  | 'ranking'
  | 'states'
  | 'lesions'
  | 'unrolled'
  | 'weights';

export interface InspectionPageTexts {
  /** Translations of the page's texts, keyed by the English text. Empty if the language is English. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47 language tag, used to format numbers. */
  readonly language: string;
  /** The parts that this kind of model has. */
  readonly parts: readonly InspectionPartId[];
  /** The part to show first. */
  readonly part: InspectionPartId;
  readonly subject: InspectionSubject;
}

/** The requests of the page to the extension host. They fail with a UserError if the model cannot answer them. */
export interface InspectionPageRequests {
  /** Returns the texts of the page. The page sends this request when it has loaded. */
  ready(params: undefined): InspectionPageTexts;
  /**
   * Returns the trajectories of the states in the selected text or, without a selection, in the line of the caret.
   * Undefined if no text is open.
   */
  trajectories(params: PlaneChoice): StateTrajectories | undefined;
  /** Returns the clusters of the mean states in the whole text. Undefined if no text is open. */
  clusters(params: undefined): StateClusters | undefined;
  /** Describes the states of a hidden Markov model, and counts them in the whole text, if one is open. */
  states(params: undefined): HiddenStatesOverview;
  /** Colours the text in its editor by the most likely states. */
  paintStates(params: undefined): void;
  /** Unrolls the network over the steps before the caret. Undefined if no text is open. */
  unrolled(params: UnrolledChoice): Unrolled | undefined;
  /** Returns the weight matrices of the network, and one of them in detail. */
  weights(params: MatrixChoice): NetworkWeightDetail;
  /** Returns what a lesion does to the network, measured on the text. Undefined if no text is open. */
  lesion(params: LesionChoice): LesionEffect | undefined;
  /** Colours the text in its editor by the difference that a lesion makes to the surprisal. */
  showLesion(params: LesionChoice): void;
  /** Stores the network with a lesion as a model. */
  keepLesion(params: LesionChoice): void;
  /** Stores the network with a lesion, and trains it further in a run of its own that keeps the lesion. */
  recoverLesion(params: LesionChoice): void;
  /** Ranks units by how closely they follow a property of the whole text. Undefined if no text is open. */
  units(params: RankingChoice): UnitRanking | undefined;
  /** Colours the text in its editor by the values of a unit of the active model. */
  paint(params: UnitPlace): void;
  /** Selects a range of the text in its editor. */
  reveal(params: { readonly start: number; readonly end: number }): void;
  /** Asks the user for a file name and saves a picture in this file. */
  save(params: Picture): void;
}

export interface InspectionPageEvents {
  /** The text, its selection or the weights of the network have changed. */
  changed: InspectionSubject;
  /** The user has asked for a part of the page that is already open. */
  shown: { readonly part: InspectionPartId };
}
