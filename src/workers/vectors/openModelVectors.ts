import type { LanguageModel } from '../../engine/model/languageModel';
import { meanStates, statesOf } from '../../engine/scoring/meanStates';
import { matrixVectors, stateVectors, vectorKindsOf } from '../../engine/scoring/tokenVectors';
import type { RunStore } from '../../engine/storage/runs/runStore';
import { VectorSpace } from '../../engine/vectors/vectorSpace';
import type { ModelReference } from '../../protocol/modelReference';
import { UserError } from '../../protocol/userError';
import type { TokenVectorKind, VectorsSource } from '../../protocol/vectors';
import type { Models } from '../reader/models';
import type { OpenedVectors } from './openVectors';

/** Maximum number of tokens of the training text after which hidden states are read. */
const MOST_TOKENS = 200_000;

export interface ModelVectorsPorts {
  readonly models: Models;
  readonly runs: RunStore;
}

/**
 * Opens the vectors that a network has for its tokens. The mean hidden states are those after the tokens of
 * the run's training text. Throws a UserError if the model is not a network.
 */
export async function openModelVectors(
  { reference, of }: Extract<VectorsSource, { kind: 'model' }>,
  { models, runs }: ModelVectorsPorts,
): Promise<OpenedVectors> {
  const { open } = await models.loadedModel(reference);
  const { model, tokenizer } = open;
  const kinds = kindsOf(model, reference);
  const kind = kinds.find(each => each === of) ?? kinds[0];
  if (kind === undefined) {
    throw new UserError(
      'The model ({0}) is not a network, so its tokens have no vectors. Choose a run or a file of a network.',
      [open.description],
    );
  }
  if (kind !== 'hidden') {
    const found = matrixVectors(model, kind);
    if (!found) throw new Error(`no vectors of the kind ${kind}`);
    return { space: new VectorSpace(found), model: { kinds, of: kind } };
  }
  const network = statesOf(model);
  if (!network || reference.kind !== 'run') throw new Error('no hidden states');
  const record = await runs.records.read(reference.id);
  const text = { name: record.text.name, bytes: await runs.text(record) };
  const found = meanStates(network, tokenizer, text, MOST_TOKENS);
  const vectors = stateVectors(found);
  const counts = new Map(vectors.words.map((word, i) => [word, found.counts[i]]));
  const tokens = found.counts.reduce((sum, count) => sum + count, 0);
  return { space: new VectorSpace(vectors, counts), model: { kinds, of: kind, tokens } };
}

/** Hidden states need a text, which only runs have. */
function kindsOf(model: LanguageModel, { kind }: ModelReference): TokenVectorKind[] {
  return vectorKindsOf(model).filter(each => each !== 'hidden' || kind === 'run');
}
