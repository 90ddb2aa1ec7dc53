import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import { concatenate } from '../../core/concatenate';
import { fingerprintOf, type NewHash, portableHash } from '../digest';
import { parseJson } from '../parseJson';
import { decodeSafetensors } from '../safetensors/readSafetensors';
import { type StoredTensor, safetensorsPieces, type TensorFile } from '../safetensors/safetensors';
import { count } from '../schemas';

/** The contents of a checkpoint to save. `checkpointFiles.ts` reads and writes the files. */
export interface Checkpoint {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly StoredTensor[];
}

/** A checkpoint that was read from a file, with its iteration and the bytes of the file. */
export interface LoadedCheckpoint extends TensorFile {
  readonly iteration: number;
  readonly bytes: Uint8Array;
}

/**
 * The metadata key of the digest. A checkpoint is an ordinary safetensors file. Its metadata contain the
 * SHA-256 digest of the whole file. For computing the digest, its own 64 digits are set to zero.
 */
const KEY = 'sha256';
const ZEROS = '0'.repeat(64);
const UNSIGNED = { [KEY]: ZEROS };

const stateSchema = v.object({ iteration: count });

export function encodeCheckpoint(checkpoint: Checkpoint, newHash?: NewHash): Uint8Array {
  return concatenate(Uint8Array, checkpointPieces(checkpoint, newHash));
}

/** Returns the file in pieces, without a copy of the tensors: a checkpoint may take gigabytes. */
export function checkpointPieces(
  { metadata, tensors }: Checkpoint,
  newHash: NewHash = portableHash,
): readonly Uint8Array[] {
  const pieces = safetensorsPieces(tensors, { ...UNSIGNED, ...metadata, ...UNSIGNED });
  const [header] = pieces;
  header.set(new TextEncoder().encode(fingerprintOf(pieces, newHash)), digestPlace(header));
  return pieces;
}

/** Decodes a checkpoint file. Throws a UserError if its digest does not match. */
export function decodeCheckpoint(bytes: Uint8Array, newHash: NewHash = portableHash): TensorFile {
  const file = decodeSafetensors(bytes);
  const place = digestPlace(bytes);
  const zeros = new TextEncoder().encode(ZEROS);
  const parts = [bytes.subarray(0, place), zeros, bytes.subarray(place + zeros.length)];
  if (fingerprintOf(parts, newHash) !== file.metadata[KEY]) {
    throw new UserError(
      'This checkpoint is damaged: its contents do not match its digest. An older one may be intact.',
    );
  }
  return file;
}

/**
 * Returns the number of updates that the weights in a file have received. Undefined if the file does not
 * contain this number.
 */
export function iterationIn({ metadata }: TensorFile): number | undefined {
  return parseJson(stateSchema, metadata.state ?? '')?.iteration;
}

/**
 * Returns the index of the first digit of the digest in a file. The metadata are the first entry of the
 * header, and the digest is the first entry of the metadata.
 */
function digestPlace(file: Uint8Array): number {
  const start = `{"__metadata__":{"${KEY}":"`;
  const place = 8 + start.length;
  const found = new TextDecoder().decode(file.subarray(8, place));
  if (found !== start)
    throw new UserError('This file is not a checkpoint of Elman Lab: it contains no digest.');
  return place;
}
