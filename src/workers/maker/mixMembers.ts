import { findWeights } from '../../engine/families/mixture/findWeights';
import { mixModels, type OpenMember } from '../../engine/families/mixture/mixModels';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import type { MixParams, MixtureRecord } from '../../protocol/storedModels';
import { randomSuffix, systemClock } from '../ports';
import type { Models } from '../reader/models';

/**
 * Creates a mixture and stores the references to its members and their weights. Opens every member first, so
 * that models that cannot be mixed are reported at once.
 */
export async function mixMembers(
  store: ModelStore,
  models: Models,
  params: MixParams,
): Promise<MixtureRecord> {
  const { name, combination, heldOut } = params;
  const createdAt = systemClock.timestamp();
  const equal = params.members.map(member => ({ ...member, weight: 1 / params.members.length }));
  const opened = await models.members({ createdAt, members: equal });
  const weighed = mixModels(
    opened,
    equal.map(({ weight }) => weight),
    combination,
  );
  const found = heldOut && findWeights(weighed.model, weighed.tokenizer, heldOut);
  const members = equal.map((member, i) => ({
    ...member,
    ...vocabularyOf(opened[i]),
    ...(found && { weight: found.weights[i] }),
  }));
  const record: MixtureRecord = {
    version: 1,
    kind: 'mixture',
    id: newId(createdAt, randomSuffix()),
    name,
    createdAt,
    vocabulary: weighed.model.vocabulary.size,
    combination,
    members,
    ...(found &&
      heldOut && { heldOut: { name: heldOut.name, tokens: found.tokens, perplexity: found.perplexity } }),
  };
  await store.createMixture(record);
  return record;
}

function vocabularyOf(member: OpenMember): { readonly vocabulary?: number } {
  return 'open' in member ? { vocabulary: member.open.model.vocabulary.size } : {};
}
