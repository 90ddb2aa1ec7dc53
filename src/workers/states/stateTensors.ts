import { type ChosenParts, partName } from '../../engine/inspection/parts';
import type { OpenModel } from '../../engine/model/openModel';
import { npyStrings } from '../../engine/storage/npz/npy';
import { npzPlan } from '../../engine/storage/npz/npz';
import { safetensorsPlan } from '../../engine/storage/safetensors/plan';
import type { FilePlan, StreamedTensor } from '../../engine/storage/streamedFile';

export type StateFormat = 'safetensors' | 'npz';

/**
 * Returns the tensors of a file of states, for N tokens:
 *
 * | tensor      | shape     | contents                                                              |
 * |-------------|-----------|-----------------------------------------------------------------------|
 * | h_l0 ...    | [N, size] | the values of each chosen part                                        |
 * | ids         | [N]       | the index of each token in the vocabulary; -1 for an unknown word     |
 * | starts, ends | [N]      | the place of each token in the text, in code points                   |
 */
export function stateTensors(
  { inspector, chosen }: ChosenParts,
  tokens: number,
): { readonly tensors: StreamedTensor[]; readonly rowSizes: number[] } {
  const parts = chosen.map(p => inspector.parts[p]);
  return {
    tensors: [
      ...parts.map((part): StreamedTensor => {
        return { name: partName(part), dtype: 'F32', shape: [tokens, part.size] };
      }),
      { name: 'ids', dtype: 'I32', shape: [tokens] },
      { name: 'starts', dtype: 'I64', shape: [tokens] },
      { name: 'ends', dtype: 'I64', shape: [tokens] },
    ],
    rowSizes: [...parts.map(({ size }) => size), 1, 1, 1],
  };
}

/**
 * Plans a file of states. Besides the tensors, it has the vocabulary and a description of the model: as
 * metadata in safetensors, as arrays in npz.
 */
export function stateFilePlan(
  format: StateFormat,
  tensors: readonly StreamedTensor[],
  { model, tokenizer, description, iteration }: OpenModel,
): FilePlan {
  const { symbols } = model.vocabulary;
  const described = { model: description, iteration: String(iteration), unit: tokenizer.id };
  return format === 'safetensors'
    ? safetensorsPlan(tensors, { ...described, vocabulary: JSON.stringify(symbols) })
    : npzPlan(tensors, {
        vocabulary: npyStrings(symbols, [symbols.length]),
        description: npyStrings([JSON.stringify(described)]),
      });
}
