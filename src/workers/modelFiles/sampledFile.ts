import type { FileSample } from '../../engine/modelFiles/fileSample';

/** How many bytes of a file are read. */
export interface SampleLimits {
  /** Size of files up to which all of a file is read. */
  readonly whole: number;
  /** Number of bytes at the beginning of a larger file. */
  readonly begin: number;
  /** Number of pieces further on, including the end, and the size of each. */
  readonly pieces: number;
  readonly piece: number;
}

const MEGABYTE = 2 ** 20;
export const sampleLimits: SampleLimits = {
  whole: 32 * MEGABYTE,
  begin: 8 * MEGABYTE,
  pieces: 16,
  piece: MEGABYTE / 4,
};

/** A sample of a file, and the size and packing of the file on the disk. */
export interface SampledFile {
  readonly sample: FileSample;
  readonly size: number;
  readonly isPacked: boolean;
}
