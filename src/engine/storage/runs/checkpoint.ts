import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import { fingerprint } from '../digest';
import { parseJson } from '../parseJson';
import { decodeSafetensors } from '../safetensors/readSafetensors';
import { encodeSafetensors, type StoredTensor, type TensorFile } from '../safetensors/safetensors';
import { count } from '../schemas';

/** What is to be saved. */
export interface Checkpoint {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: readonly StoredTensor[];
}

/** What was saved, at which iteration, and the file itself. */
export interface LoadedCheckpoint extends TensorFile {
  readonly iteration: number;
  readonly bytes: Uint8Array;
}

/**
 * A checkpoint is a safetensors file that anyone can open. Its metadata hold `sha256`, the digest of the
 * whole file with these 64 digits taken as zeros.
 */
const KEY = 'sha256';
const ZEROS = '0'.repeat(64);
const UNSIGNED = { [KEY]: ZEROS };

const stateSchema = v.object({ iteration: count });

export function encodeCheckpoint({ metadata, tensors }: Checkpoint): Uint8Array {
  const file = encodeSafetensors(tensors, { ...UNSIGNED, ...metadata, ...UNSIGNED });
  const place = digestPlace(file);
  file.set(new TextEncoder().encode(fingerprint(file)), place);
  return file;
}

/** Throws a UserError unless every byte is as it was written. */
export function decodeCheckpoint(bytes: Uint8Array): TensorFile {
  const file = decodeSafetensors(bytes);
  const place = digestPlace(bytes);
  const zeros = new TextEncoder().encode(ZEROS);
  const parts = [bytes.subarray(0, place), zeros, bytes.subarray(place + zeros.length)];
  if (fingerprint(...parts) !== file.metadata[KEY]) {
    throw new UserError(
      'This checkpoint is damaged: its contents do not match its digest. An older one may be intact.',
    );
  }
  return file;
}

/** The updates that a file's numbers have seen; undefined where it does not say. */
export function iterationIn({ metadata }: TensorFile): number | undefined {
  return parseJson(stateSchema, metadata.state ?? '')?.iteration;
}

/** The first digit's place: the digest is the metadata's first entry, and metadata the header's. */
function digestPlace(file: Uint8Array): number {
  const start = `{"__metadata__":{"${KEY}":"`;
  const place = 8 + start.length;
  const found = new TextDecoder().decode(file.subarray(8, place));
  if (found !== start)
    throw new UserError('This file is not a checkpoint of Elman Lab: it contains no digest.');
  return place;
}
