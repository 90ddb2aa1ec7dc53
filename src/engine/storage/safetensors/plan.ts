import { type FilePlan, lengthOf, type StreamedTensor } from '../streamedFile';
import { safetensorsHeader } from './safetensors';

/** Plans a safetensors file of streamed tensors. */
export function safetensorsPlan(
  tensors: readonly StreamedTensor[],
  metadata: Readonly<Record<string, string>>,
): FilePlan {
  const lengths = tensors.map(lengthOf);
  const described = tensors.map((tensor, i) => ({ ...tensor, length: lengths[i] }));
  const header = safetensorsHeader(described, metadata);
  let end = header.length;
  const entries = lengths.map(length => {
    const at = end;
    end += length;
    return { at, prefix: new Uint8Array() };
  });
  return { entries, rest: () => [{ at: 0, prefix: header }] };
}
