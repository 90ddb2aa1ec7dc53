import type { StatePart } from './statePart';
import type { TokenReading } from './textScore';

/** A unit of a network: one number of a part. */
export interface UnitPlace {
  readonly name: string;
  /** Number of the layer, 0 for the lowest. */
  readonly layer: number;
  /** Number of the unit in the part, from 0. */
  readonly unit: number;
}

/** Returns the name of a unit, as everywhere in the product: `h_l1:4` is unit 4 of the part h of layer 1, both from 0. */
export const unitName = ({ name, layer, unit }: UnitPlace) => `${name}_l${layer}:${unit}`;

/** The values of a unit after the tokens of a text. */
export interface UnitValues {
  /** The states and gates that the network has. */
  readonly parts: readonly StatePart[];
  /** The unit that was read. It differs from the requested one if the network does not have that one. */
  readonly place: UnitPlace;
  /** The value after each token; NaN for a token that the network cannot read. */
  readonly values: Float32Array;
}

/** The tokens of a text with the values of a unit. */
export interface UnitReading extends TokenReading {
  readonly unit: UnitValues;
}

/**
 * Returns the requested unit or, if the network does not have it, one that is near: in the same part with the
 * highest number, else in the part of the same name in the highest layer, else in the first part.
 */
export function nearestPlace(parts: readonly StatePart[], wanted: UnitPlace | undefined): UnitPlace {
  const named = parts.filter(({ name }) => name === wanted?.name);
  const part = named.find(({ layer }) => layer === wanted?.layer) ?? named.at(-1) ?? parts[0];
  const unit = named.includes(part) ? Math.min(wanted?.unit ?? 0, part.size - 1) : 0;
  return { name: part.name, layer: part.layer, unit };
}
