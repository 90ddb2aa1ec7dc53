import type { UnitProperty } from '../../src/protocol/unitRanking';
import { Observable } from '../observable';

/** What the user entered: the kind of a property, and a regular expression for the kind `pattern`. */
export interface EnteredProperty {
  readonly kind: UnitProperty['kind'];
  readonly pattern: string;
}

/** The property that all parts of the page share. */
export type SharedProperty = Observable<EnteredProperty>;

/** Returns a property that most texts have: many have no quotation marks. */
export const firstProperty = (): SharedProperty => new Observable({ kind: 'sentence', pattern: '' });
