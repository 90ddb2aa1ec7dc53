import { UserError } from '../../../protocol/userError';
import type { Tokenizer } from '../tokenizer';
import { withFilter } from './filtered';

/**
 * Returns the models with a common filter, so that they read the same text: markup that the filter of one
 * model leaves out is left out for all. Throws a UserError if the models have filters for different text
 * collections.
 */
export function withCommonFilter<Model extends { readonly tokenizer: Tokenizer }>(
  models: readonly Model[],
): Model[] {
  const names = new Set(models.flatMap(({ tokenizer }) => tokenizer.filter?.name ?? []));
  if (names.size > 1)
    throw new UserError(
      'The models leave out the markup of different collections ({0}), so they cannot be used on one text together. Choose models with the same {1}.',
      [[...names].join(', '), { setting: 'text.filter' }],
    );
  const [name = 'none'] = names;
  return models.map(model => ({ ...model, tokenizer: withFilter(model.tokenizer, name) }));
}
