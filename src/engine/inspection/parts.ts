import type { StatePart } from '../../protocol/statePart';
import { UserError } from '../../protocol/userError';
import type { LanguageModel } from '../model/languageModel';
import type { StateInspector } from '../model/stateInspector';

/** Returns the name of a part in files and on the command line: `h_l0`, `i_l1`, or `y` for the outputs. */
export function partName({ name, layer, kind }: StatePart): string {
  return kind === 'output' ? name : `${name}_l${layer}`;
}

/** Returns the error for a model without hidden states: n-grams, or a mixture. `model`: its name. */
export function withoutStates(model: string): UserError {
  return new UserError('"{0}" has no hidden states, because it is not a single network.', [model]);
}

/** Returns the error for a model without discrete states: a network, n-grams or a mixture. `model`: its name. */
export function withoutHiddenStates(model: string): UserError {
  return new UserError(
    '"{0}" has no discrete states, because it is not a hidden Markov model. Use the command "Train Hidden Markov Model on This Text…" or choose another model.',
    [model],
  );
}

/** Returns the error for a model that is not a transformer. `model`: its name. */
export function withoutAttention(model: string): UserError {
  return new UserError('"{0}" has no attention, because it is not a transformer. Choose another model.', [
    model,
  ]);
}

/** An inspector, and the indices of the parts that are wanted from it. */
export interface ChosenParts {
  readonly inspector: StateInspector;
  readonly chosen: readonly number[];
}

/**
 * Returns an inspector of a model and the parts with the given names, in the order of the model. A name is that
 * of a part (`h_l1`) or of a part in all layers (`h`). Without names, all states and gates are chosen. Throws a
 * UserError for a model without states, and for a name that it does not have. `model`: its name for messages.
 */
export function chooseParts(open: LanguageModel, model: string, names: readonly string[] = []): ChosenParts {
  if (!open.inspector) throw withoutStates(model);
  const inspector = open.inspector({ outputs: names.includes('y') });
  const { parts } = inspector;
  const matches = (part: StatePart, name: string) => name === partName(part) || name === part.name;
  for (const name of names) {
    if (parts.some(part => matches(part, name))) continue;
    const known = [...parts.filter(({ kind }) => kind !== 'output').map(partName), 'y'];
    throw new UserError('"{0}" has no part "{1}". It has: {2}.', [model, name, known.join(', ')]);
  }
  const isChosen = (part: StatePart) => names.length === 0 || names.some(name => matches(part, name));
  return { inspector, chosen: [...parts.keys()].filter(p => isChosen(parts[p])) };
}
