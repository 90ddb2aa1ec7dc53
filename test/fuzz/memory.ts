import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/engine/storage/runs/checkpointFormat';
import { decodeSafetensors } from '../../src/engine/storage/safetensors/readSafetensors';
import type { TensorFile } from '../../src/engine/storage/safetensors/safetensors';
import { UserError } from '../../src/protocol/userError';
import { assemble, entry } from '../engine/storage/support/assemble';
import { dice } from '../engine/storage/support/mutate';

const MEGABYTE = 2 ** 20;
/**
 * Additional memory that is allowed for any file, in bytes. It is needed for code and for the garbage of
 * small objects.
 */
const ALLOWANCE = 16 * MEGABYTE;

/** The memory that reading a file takes. All sizes are in megabytes. */
interface Peak {
  readonly file: string;
  readonly size: number;
  readonly extra: number;
  readonly limit: number;
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Paths by which Linux resets and reports the maximum resident memory of this process. */
const [forget, status] = ['/proc/self/clear_refs', '/proc/self/status'];
const forgetPeak = () => writeFileSync(forget, '5');
const peak = () => 1024 * Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]);

const files: readonly [string, () => Uint8Array, (file: Uint8Array) => TensorFile][] = [
  ['a header that claims everything', () => assemble('{', 0, 99 * MEGABYTE), decodeSafetensors],
  ['depths', () => assemble(`{"a":{"shape":${'['.repeat(48 * MEGABYTE)}`, 0), decodeSafetensors],
  ['names', () => assemble(`{${tiny(1e6)}}`, 0), decodeSafetensors],
  [
    'a vocabulary',
    () => assemble(`{"__metadata__":{"v":"${'\\"a\\",'.repeat(8 * MEGABYTE)}"}}`, 0),
    decodeSafetensors,
  ],
  [
    'a Japanese vocabulary',
    () => assemble(`{"__metadata__":{"v":"${'\\"あ\\",'.repeat(6 * MEGABYTE)}"}}`, 0),
    decodeSafetensors,
  ],
  ['a checkpoint', checkpoint, decodeCheckpoint],
  [
    'half precision',
    () => assemble(`{"x":${entry('BF16', [32 * MEGABYTE], 0, 64 * MEGABYTE)}}`, 64 * MEGABYTE),
    decodeSafetensors,
  ],
];

function tiny(count: number): string {
  return Array.from({ length: count }, (_, i) => `"${i}":${entry('F32', [0], 0, 0)}`).join(',');
}

function checkpoint(): Uint8Array {
  const data = new Float32Array(16 * MEGABYTE);
  return encodeCheckpoint({
    metadata: { settings: '{}' },
    tensors: [{ name: 'x', dtype: 'F32', shape: [data.length], data }],
  });
}

/**
 * Measures the maximum memory that reading each large file takes in addition to its size. Reads each file
 * intact and with flipped bits.
 */
export function peaks(): Peak[] {
  if (!existsSync(forget)) return [];
  return files.map(([name, make, reader]) => {
    const file = make();
    const roll = dice(1);
    let extra = 0;
    for (let i = 0; i < 6; i++) {
      collectGarbage();
      forgetPeak();
      const before = peak();
      attempt(() => reader(file));
      extra = Math.max(extra, peak() - before);
      file[8 + roll(80)] ^= 1 << roll(8);
    }
    return {
      file: name,
      size: file.length / MEGABYTE,
      extra: extra / MEGABYTE,
      limit: (2 * file.length + ALLOWANCE) / MEGABYTE,
    };
  });
}

function attempt(read: () => TensorFile): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
