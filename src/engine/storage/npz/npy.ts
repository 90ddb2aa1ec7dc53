import type { StreamedTensor } from '../streamedFile';

/** The length of a header is a multiple of this, as the format demands. */
const ALIGNMENT = 64;
/** Bytes before the text of a header: the magic string, the version, and the length of the text. */
const START = 10;

const descriptions = { F32: '<f4', I32: '<i4', I64: '<i8' } as const;

/** Returns the header of a tensor in numpy's format npy, version 1.0. The elements follow it. */
export const npyHeader = ({ dtype, shape }: Omit<StreamedTensor, 'name'>) =>
  headerOf(descriptions[dtype], shape);

/** Returns a whole npy file of strings. Without `shape`, there is one string and no dimension. */
export function npyStrings(strings: readonly string[], shape: readonly number[] = []): Uint8Array {
  const points = strings.map(text => Array.from(text, character => character.codePointAt(0) ?? 0));
  const width = points.reduce((longest, { length }) => Math.max(longest, length), 1);
  const header = headerOf(`<U${width}`, shape);
  const file = new Uint8Array(header.length + 4 * width * strings.length);
  file.set(header);
  const view = new DataView(file.buffer, header.length);
  for (const [i, codes] of points.entries())
    for (const [k, code] of codes.entries()) view.setUint32(4 * (i * width + k), code, true);
  return file;
}

function headerOf(description: string, shape: readonly number[]): Uint8Array {
  const sizes = shape.map(size => `${size},`).join(' ');
  const text = `{'descr': '${description}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const length = Math.ceil((START + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const header = new Uint8Array(length).fill(0x20);
  header.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  new DataView(header.buffer).setUint16(START - 2, length - START, true);
  header.set(new TextEncoder().encode(text), START);
  header[length - 1] = 0x0a;
  return header;
}
