import { UserError } from '../../../protocol/userError';

/** Returns the error for a page of a model without hidden states: n-grams, or a mixture. */
export function noHiddenStates(): UserError {
  return new UserError('This model has no hidden states, because it is not a single network.', []);
}
