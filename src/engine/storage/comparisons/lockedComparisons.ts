import { UserError } from '../../../protocol/userError';
import { comparisonPath } from '../paths';
import type { LockedItems } from '../runs/runLocks';

/** Comparisons of kinds of models, of which only one process at a time trains the models. */
export const lockedComparisons: LockedItems = {
  path: comparisonPath,
  refusal: ({ pid, host }) =>
    new UserError(
      'Another window or program is training the models of this comparison (process {0} on {1}). Stop it there first, then continue it here.',
      [pid, host],
    ),
};
