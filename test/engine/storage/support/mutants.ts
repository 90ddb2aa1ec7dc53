import assert from 'node:assert/strict';
import { fingerprint } from '../../../../src/engine/storage/digest';
import { decodeCheckpoint, encodeCheckpoint } from '../../../../src/engine/storage/runs/checkpointFormat';
import { decodeSafetensors } from '../../../../src/engine/storage/safetensors/readSafetensors';
import type { TensorFile } from '../../../../src/engine/storage/safetensors/safetensors';
import { UserError } from '../../../../src/protocol/userError';
import { MemoryFileSystem } from '../../support/memoryFileSystem';
import type { Counts } from '../../support/mutants';
import { assemble, entry } from './assemble';
import { dice, mutant } from './mutate';
import { SimulatedProcess } from './simulatedProcess';

/**
 * Returns intact files: a checkpoint of a run, a file with unusual names and an empty tensor, and a file of
 * another program with every number type.
 */
export async function wholeFiles(): Promise<Uint8Array[]> {
  const files = new MemoryFileSystem();
  const services = new SimulatedProcess(files);
  const { id } = await services.finish(await services.start());
  const [name] = await files.list(`${id}/checkpoints`);
  const ofARun = await files.read(`${id}/checkpoints/${name}`);
  assert.ok(ofARun);
  const odd = encodeCheckpoint({
    metadata: { 'é"\\': '\u{1F600}', ['__proto__']: 'x' },
    tensors: [{ name: '日本\n', dtype: 'I32', shape: [0, 7], data: new Int32Array() }],
  });
  const types = ['F64', 'F32', 'F16', 'BF16', 'I32'];
  const entries = types.map(
    (type, i) =>
      `"${type}": ${entry(type, i % 2 ? [2, 1] : [2], [0, 16, 24, 28, 32][i], [16, 24, 28, 32, 40][i])}`,
  );
  const others = assemble(`{ "__metadata__": {"format": "pt"}, ${entries.join(', ')} }   `, 40);
  for (const file of [ofARun, odd, others]) decodeSafetensors(file);
  return [ofARun, odd, others];
}

/**
 * Reads `count` mutants of the files, both as safetensors and as checkpoints. Throws every error that is not
 * a UserError.
 */
export function readMutants(files: readonly Uint8Array[], seed: number, count: number): Counts {
  const roll = dice(seed);
  const counts = { loaded: 0, refused: 0 };
  for (let i = 0; i < count; i++) {
    const { bytes, kind } = mutant(files, roll);
    for (const [reader, file] of [
      [decodeSafetensors, bytes],
      [decodeCheckpoint, roll(2) ? signed(bytes) : bytes],
    ] as const) {
      try {
        counts[attempt(reader, file)]++;
      } catch (error) {
        throw new Error(`seed ${seed}, mutant ${i} (${kind}): ${JSON.stringify(String(file))}`, {
          cause: error,
        });
      }
    }
  }
  return counts;
}

function attempt(reader: (file: Uint8Array) => TensorFile, file: Uint8Array): keyof Counts {
  try {
    const { tensors } = reader(file);
    let bytes = 0;
    for (const { shape, data } of tensors.values()) {
      assert.equal(
        data.length,
        shape.reduce((a, b) => a * b, 1),
      );
      bytes += data.byteLength;
    }
    assert.ok(bytes <= 2 * file.length, `${bytes} bytes of numbers from a file of ${file.length}`);
    return 'loaded';
  } catch (error) {
    if (error instanceof UserError) return 'refused';
    throw error;
  }
}

/** Corrects the digest of a mutant, so that the mutant can be recognised only by its content. */
function signed(file: Buffer): Buffer {
  const start = file.indexOf('"sha256":"') + '"sha256":"'.length;
  if (start < 10 || start + 64 > file.length) return file;
  const unsigned = Buffer.from(file).fill('0', start, start + 64);
  return Buffer.concat([
    unsigned.subarray(0, start),
    Buffer.from(fingerprint(unsigned)),
    unsigned.subarray(start + 64),
  ]);
}
