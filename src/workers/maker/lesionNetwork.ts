import { lesionModel } from '../../engine/model/lesionModel';
import { encodeModel } from '../../engine/model/modelFile';
import type { OpenModel } from '../../engine/model/openModel';
import { isNetwork } from '../../engine/model/openNetwork';
import { fingerprint } from '../../engine/storage/digest';
import type { ModelStore } from '../../engine/storage/models/modelStore';
import { newId } from '../../engine/storage/paths';
import { type LesionBase, type LesionChoice, noteOf } from '../../protocol/lesion';
import type { LesionParams, LesionRecord } from '../../protocol/storedModels';
import { randomSuffix, systemClock } from '../ports';
import type { Models } from '../reader/models';

/** Makes a network with a lesion from an open model, whose `name` and `id` its file then contains. */
export function lesionOfModel(
  open: OpenModel,
  choice: LesionChoice,
  { name, id }: Pick<LesionBase, 'name' | 'id'>,
) {
  const sha256 = isNetwork(open) ? fingerprint(encodeModel(open)) : '';
  return lesionModel(open, choice, {
    name,
    ...(id !== undefined && { id }),
    iteration: open.iteration,
    sha256,
  });
}

/** Stores a network with a lesion. Returns its record. */
export async function storeLesioned(
  store: ModelStore,
  name: string,
  { bytes, lesion, vocabulary }: ReturnType<typeof lesionOfModel>,
): Promise<LesionRecord> {
  const createdAt = systemClock.timestamp();
  const record: LesionRecord = {
    version: 1,
    kind: 'lesion',
    id: newId(createdAt, randomSuffix()),
    ...{ name, createdAt, vocabulary, lesion: noteOf(lesion) },
  };
  await store.create(record, bytes);
  return record;
}

/** Makes a network with a lesion and stores it. */
export async function lesionNetwork(
  store: ModelStore,
  models: Models,
  { name, model, baseName, choice }: LesionParams,
): Promise<LesionRecord> {
  const { open } = await models.loadedModel(model);
  const id = model.kind === 'file' ? undefined : model.id;
  return storeLesioned(store, name, lesionOfModel(open, choice, { name: baseName, id }));
}
