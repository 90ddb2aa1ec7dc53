import { UserError } from '../../protocol/userError';

/** The error for a budget of parameters that no model of a kind meets. */
export const tooSmall = (kind: string, parameters: number, fewest: number) =>
  new UserError('{0}: the smallest model of this kind has {2} parameters, and the budget allows {1}.', [
    kind,
    parameters,
    fewest,
  ]);
