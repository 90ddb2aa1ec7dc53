import type { PatternReader } from '../engine/inspection/properties';
import { UserError } from '../protocol/userError';

/** Throws a UserError: in the browser, an expression that takes practically forever could not be stopped. */
export function patternReader(_pattern: string, _ignoreCase: boolean): PatternReader {
  throw new UserError(
    'Regular expressions cannot be compared with units in the browser, which cannot stop one that takes too long. Choose another property, or use VS Code on the desktop.',
  );
}
