import { UserError } from '../../protocol/userError';
import { isGzip, unpacked } from '../decompress';
import type { SampledFile, SampleLimits } from './sampledFile';

/** Throws a UserError. In the browser, the extension host reads the files and sends their bytes. */
export function sampleFile(path: string, _limits: SampleLimits): Promise<SampledFile> {
  return Promise.reject(
    new UserError('"{0}" cannot be read in the browser. Open it in VS Code on the desktop.', [path]),
  );
}

/** Returns the sample of bytes that are in memory. They count as read as a whole. */
export async function sampleBytes(
  name: string,
  bytes: Uint8Array,
  _limits: SampleLimits,
): Promise<SampledFile> {
  const isPacked = isGzip(bytes);
  const begin = isPacked ? unpacked(name, bytes) : bytes;
  const sample = {
    name: isPacked ? name.replace(/\.gz$/i, '') : name,
    begin,
    size: begin.length,
    pieces: [],
  };
  return { sample, size: bytes.length, isPacked };
}
