import type { Lesion, LesionBase, LesionChoice } from '../../protocol/lesion';
import { UserError } from '../../protocol/userError';
import { combined } from './lesion';
import { chooseLesion } from './lesionChoice';
import { encodeModel } from './modelFile';
import type { OpenModel } from './openModel';
import { isNetwork } from './openNetwork';

/** A lesioned model: the bytes of its file, the list of its parts, and its number of symbols. */
export interface LesionedModel {
  readonly bytes: Uint8Array;
  readonly lesion: Lesion;
  readonly vocabulary: number;
}

/**
 * Makes a model file with the weights of an open network and a lesion. A lesion that the network has already is kept.
 * Throws a UserError for models that are not such networks, and if the network lacks a part that is chosen.
 */
export function lesionModel(open: OpenModel, choice: LesionChoice, base: LesionBase): LesionedModel {
  if (!isNetwork(open)) throw notLesionable(base.name);
  const { network, vocabulary } = open;
  const lesion = combined(network.lesion, { ...chooseLesion(network, choice), base });
  return {
    bytes: encodeModel({ ...open, network: { ...network, lesion } }),
    lesion,
    vocabulary: vocabulary.size,
  };
}

export const notLesionable = (name: string) =>
  new UserError(
    '"{0}" cannot have a lesion. Only networks of Elman Lab can: runs, and their models in .safetensors files.',
    [name],
  );
