/** Properties of a text that a unit may follow, besides regular expressions. */
export const propertyNames = ['quotes', 'brackets', 'position', 'capitals', 'sentence', 'word'] as const;

export type PropertyName = (typeof propertyNames)[number];

/** A property of each token of a text. `pattern`: a regular expression that matches the token or a part of it. */
export type UnitProperty =
  | { readonly kind: PropertyName }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly ignoreCase?: boolean };

/** A unit and its correlation with a property. */
export interface RankedUnit {
  /** The name of the part of the network, such as `h`, and its layer, from 0. */
  readonly part: string;
  readonly layer: number;
  /** The number of the unit in its part, from 0. */
  readonly unit: number;
  /** Pearson's r, from -1 to 1; 0 for a unit that is constant. */
  readonly correlation: number;
}

export interface UnitRanking {
  /** The units with the largest |r|, in this order. */
  readonly units: readonly RankedUnit[];
  /** Number of tokens that were read. */
  readonly tokens: number;
  /** The mean of the property: if it is 0 or 1, the share of tokens that have it. */
  readonly mean: number;
  /** The |r| that the best unit exceeds in only 5 % of the cases if the property does not belong to the text. */
  readonly chance: number;
  /** Number of tokens from which `chance` was computed. */
  readonly chanceTokens: number;
}

/** A request to rank units. */
export interface RankingChoice {
  readonly property: UnitProperty;
  /** Returns only hidden units, and only this number of them. Default: units of all kinds. */
  readonly hidden?: number;
}
