import { fingerprintOf } from '../../engine/storage/digest';
import { newHash } from '../ports';

/** Computes the digest of a model's file. Undefined if the file has changed since the model was opened. */
export type ModelDigest = () => Promise<string | undefined>;

/** Number and size in bytes of the blocks by which two versions of a file are told apart. */
const [BLOCKS, BLOCK] = [64, 1 << 12];

/**
 * Returns a function that computes the SHA-256 digest of a file that was opened, in hexadecimal. Only exports
 * need the digest, and a model may have gigabytes: the function reads the file again, so that neither opening
 * has to wait for the digest nor the bytes have to be kept. `bytes` are those that were opened.
 */
export function modelDigest(bytes: Uint8Array, readAgain: () => Promise<Uint8Array>): ModelDigest {
  const opened = sampleDigest(bytes);
  return async () => {
    const now = await readAgain().catch(() => undefined);
    return now && sampleDigest(now) === opened ? fingerprintOf([now], newHash) : undefined;
  };
}

/** Returns a digest of the file's size and of blocks that are evenly distributed. Weights differ everywhere. */
function sampleDigest(bytes: Uint8Array): string {
  const step = Math.max(BLOCK, Math.floor(bytes.length / BLOCKS));
  const starts = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => i * step);
  const sampled = starts.map(start => bytes.subarray(start, start + BLOCK));
  return `${bytes.length} ${fingerprintOf(sampled, newHash)}`;
}
