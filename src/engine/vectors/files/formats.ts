import type { WordVectors } from '../wordVectors';
import { projectorLabels, projectorVectors } from './projector';
import { safetensorsOf } from './safetensors';
import { binaryOf, textOf } from './write';

/** The formats in which word vectors can be written. */
export const vectorFormats = ['text', 'binary', 'safetensors', 'projector'] as const;
export type VectorFormat = (typeof vectorFormats)[number];

/** One of the files that a set of word vectors consists of. */
export interface VectorFile {
  readonly name: string;
  readonly content: Uint8Array | Iterable<Uint8Array>;
}

/** Patterns of the file names for each format. The file may also be compressed by gzip. */
const endings: readonly (readonly [RegExp, VectorFormat])[] = [
  [/\.safetensors(\.gz)?$/i, 'safetensors'],
  [/\.tsv(\.gz)?$/i, 'projector'],
  [/\.bin(\.gz)?$/i, 'binary'],
];

/**
 * Returns the format that a file name suggests by its ending (`.safetensors`, `.tsv` or `.bin`), else the
 * text format.
 */
export function formatOfName(name: string): VectorFormat {
  const [, format = 'text' as const] = endings.find(([ending]) => ending.test(name)) ?? [];
  return format;
}

/**
 * Returns the files that contain word vectors in a format. The projector format has a second file, which
 * contains the words. Its name ends in `.metadata.tsv`.
 */
export function filesOf(vectors: WordVectors, format: VectorFormat, name: string): readonly VectorFile[] {
  switch (format) {
    case 'text':
      return [{ name, content: textOf(vectors) }];
    case 'binary':
      return [{ name, content: binaryOf(vectors) }];
    case 'safetensors':
      return [{ name, content: safetensorsOf(vectors) }];
    case 'projector':
      return [
        { name, content: projectorVectors(vectors) },
        { name: labelsName(name), content: projectorLabels(vectors) },
      ];
  }
}

/** Returns the name of the second file of the projector format, such as `v.metadata.tsv` for `v.tsv`. */
const labelsName = (name: string) => name.replace(/(\.tsv)?(\.gz)?$/i, '.metadata.tsv$2');
