import type { RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { nearest } from '../core/nearest';
import { fields } from './fields';

/** Throws a UserError if a setting is not among `known`. */
export function checkNames(settings: object, known: readonly string[]): void {
  const unknown = Object.keys(settings).find(name => !known.includes(name));
  if (unknown === undefined) return;
  const meant = known.find(name => name.endsWith(`.${unknown}`)) ?? nearest(unknown, known);
  throw meant === undefined
    ? new UserError('There is no setting "{0}".', [unknown], unknown)
    : new UserError('There is no setting "{0}". Did you mean "{1}"?', [unknown, meant], unknown);
}

/**
 * Returns the settings that this version knows. Stored runs and models may contain settings of other
 * versions, which are ignored.
 */
export function knownSettings(stored: RunSettings): RunSettings {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => Object.hasOwn(fields, name)));
}
