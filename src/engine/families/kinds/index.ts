import type { StateDictionaryGaps } from '../../../protocol/modelReference';
import { naming, UserError } from '../../../protocol/userError';
import { isClozeFile, type OpenClozeModel, openCloze } from '../../model/clozeFile';
import { decodeModel } from '../../model/modelFile';
import type { ModelFile, ModelKind, OpeningPorts, OpenModel } from '../../model/openModel';
import { decodeSafetensors, readSafetensorsHeader } from '../../storage/safetensors/readSafetensors';
import { lacksNonlinearity } from '../pytorch/stateDictionary';
import { arpa } from './arpa';
import { fasterRnnlm } from './fasterRnnlm';
import { hmm } from './hmm';
import { lds } from './lds';
import { ngramBinary } from './ngramBinary';
import { recurrent } from './recurrent';
import { rnnlm } from './rnnlm';

/** All kinds of models. A file is opened by the first kind that recognises it. */
const modelKinds: readonly ModelKind[] = [hmm, lds, recurrent, rnnlm, fasterRnnlm, ngramBinary, arpa];

/**
 * Opens the model in a file: a language model, or a cloze model, which can only score texts. Throws a UserError if the
 * file is damaged or not a model.
 */
export async function openScorer(file: ModelFile, ports: OpeningPorts): Promise<OpenModel | OpenClozeModel> {
  if (kindOf(file) !== recurrent) return openModel(file, ports);
  return naming(file.name, async () => {
    checkVocabulary(file);
    // Reads the task without the digest of the whole file, which both ways of opening compute.
    if (!isClozeFile(decodeSafetensors(file.bytes))) return recurrent.open(file, ports);
    return openCloze(await ports.kernels(), decodeModel(file.bytes, ports.newHash));
  });
}

/** Opens the language model in a file. Throws a UserError if the file is damaged or contains no language model. */
export async function openModel(file: ModelFile, ports: OpeningPorts): Promise<OpenModel> {
  const kind = kindOf(file);
  if (kind)
    return naming(file.name, async () => {
      checkVocabulary(file);
      return kind.open(file, ports);
    });
  throw new UserError(
    '"{0}" is not a model that Elman can read. Choose a .safetensors file made by Elman Lab (a checkpoint of a run, or the output of "elman train --out", "elman hmm --out" or "elman lds --out"), a model of the RNNLM toolkit or of faster-rnnlm, or n-grams in the ARPA format or in the binary format of Elman Lab.',
    [file.name],
  );
}

const kindOf = (file: ModelFile) => modelKinds.find(({ recognises }) => recognises(file));

/** Returns whether a file can be a state dictionary of PyTorch: tensors without the metadata of Elman Lab. */
export const isStateDictionary = (file: ModelFile) => stateDictionaryGaps(file) !== undefined;

/** Returns what a state dictionary does not say. Undefined for any other file. */
export function stateDictionaryGaps(file: ModelFile): StateDictionaryGaps | undefined {
  if (kindOf(file) !== recurrent) return undefined;
  // Only the header, because opening the model decodes and checks the tensors.
  const { entries, metadata } = readSafetensorsHeader(file.bytes);
  if (metadata.format === 'elman-lab') return undefined;
  return { nonlinearity: lacksNonlinearity(entries) };
}

/** Throws a UserError if a vocabulary is given for a file that contains its own. */
function checkVocabulary(file: ModelFile): void {
  if (file.vocabulary && !isStateDictionary(file))
    throw new UserError(
      'This file contains its vocabulary. Only state dictionaries of PyTorch take another file as their vocabulary.',
    );
}
