import type { ModelIdentity } from '../../export/surprisal/tableSource';
import type { ModelReference } from '../../protocol/modelReference';
import type { LoadedModel } from './loadedModel';
import type { ModelPorts } from './models';

/** The names of the kinds of models that are trained on a text in one step. */
const KINDS = { ngram: 'n-grams', hmm: 'hidden Markov model', lds: 'linear dynamical system' } as const;

/**
 * Returns the description of a model that is stored with a table of its figures, so that readers of the table
 * can find the model or reproduce it.
 */
export async function identityOf(
  { reference, name }: { readonly reference: ModelReference; readonly name: string },
  { open, digest }: LoadedModel,
  { store, modelStore }: Pick<ModelPorts, 'store' | 'modelStore'>,
): Promise<ModelIdentity> {
  const { description, iteration, tokenizer, model } = open;
  const sha256 = await digest?.();
  const facts = {
    name,
    description,
    ...(iteration > 0 && { iteration }),
    ...(sha256 !== undefined && { sha256 }),
    unit: tokenizer.id,
    vocabulary: model.vocabulary.size,
  };
  if (reference.kind === 'file') return { kind: 'file', ...facts };
  if (reference.kind === 'run') {
    const { id, createdAt, text, settings, validation } = await store.records.read(reference.id);
    const isBest = validation?.best.iteration === iteration;
    return { kind: 'run', id, createdAt, ...facts, isBest, trainedOn: trainedOn(text), settings };
  }
  const record = await modelStore.readModel(reference.id);
  const { id, createdAt } = record;
  if (record.kind === 'ngram' || record.kind === 'hmm' || record.kind === 'lds') {
    const { text, settings } = record;
    return { kind: KINDS[record.kind], id, createdAt, ...facts, trainedOn: trainedOn(text), settings };
  }
  if (record.kind === 'lesion') return { kind: 'lesion', id, createdAt, ...facts, lesion: record.lesion };
  const members = record.members.map(member => ({ name: member.name, weight: member.weight }));
  return { kind: 'mixture', id, createdAt, ...facts, members };
}

const trainedOn = ({ name, fingerprint }: NonNullable<ModelIdentity['trainedOn']>) => ({ name, fingerprint });
