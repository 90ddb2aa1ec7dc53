import { concatenate } from '../../core/concatenate';
import { type FileEntry, type FilePlan, lengthOf, type StreamedTensor } from '../streamedFile';
import { type Field, fieldBytes } from './littleEndian';
import { npyHeader } from './npy';

/** Version 4.5 of the ZIP format, which introduced lengths above 4 GB (Zip64). */
const VERSION = 45;
/** 1 January 1980 in MS-DOS format. A file with the same tensors has the same bytes. */
const DATE = 0x21;
/** The value of a field with 4 bytes whose actual value is in the Zip64 fields. */
const IN_ZIP64 = 0xffffffff;
/** Bytes of a local header without its name. */
const LOCAL = 50;

interface Member {
  readonly name: Uint8Array;
  /** Position of the local header. The content follows the name and the Zip64 fields. */
  readonly at: number;
  readonly length: number;
}

/**
 * Plans an npz file, numpy's archive of arrays: a ZIP file without compression whose members are npy files.
 * `others`: further members by name, which are complete npy files.
 */
export function npzPlan(
  tensors: readonly StreamedTensor[],
  others: Readonly<Record<string, Uint8Array>>,
): FilePlan {
  const contents = [
    ...tensors.map(tensor => ({ name: tensor.name, prefix: npyHeader(tensor), rest: lengthOf(tensor) })),
    ...Object.entries(others).map(([name, prefix]) => ({ name, prefix, rest: 0 })),
  ];
  let end = 0;
  const members: Member[] = [];
  const entries: FileEntry[] = [];
  for (const { name, prefix, rest } of contents) {
    const member = {
      name: new TextEncoder().encode(`${name}.npy`),
      at: end,
      length: prefix.length + rest,
    };
    members.push(member);
    const at = end + LOCAL + member.name.length;
    entries.push({ at, prefix });
    end = at + member.length;
  }
  return {
    entries,
    rest: checksums => [
      ...members.map((member, i) => ({ at: member.at, prefix: localHeader(member, checksums[i]) })),
      { at: end, prefix: directory(members, checksums, end) },
    ],
  };
}

function localHeader({ name, length }: Member, crc: number): Uint8Array {
  const zip64: Field[] = [
    [1, 2],
    [16, 2],
    [length, 8],
    [length, 8],
  ];
  const head = fieldBytes([[0x04034b50, 4], ...commonFields(name, crc, 20)]);
  return concatenate(Uint8Array, [head, name, fieldBytes(zip64)]);
}

/** Returns the fields that the local header of a member and its entry in the directory have in common. */
function commonFields(name: Uint8Array, crc: number, extra: number): Field[] {
  const [flags, method, time] = [0, 0, 0];
  return [
    ...([VERSION, flags, method, time, DATE] as const).map((value): Field => [value, 2]),
    [crc, 4],
    [IN_ZIP64, 4],
    [IN_ZIP64, 4],
    [name.length, 2],
    [extra, 2],
  ];
}

/** Returns the central directory, which lists all members, and the records that end the file. */
function directory(members: readonly Member[], checksums: readonly number[], at: number): Uint8Array {
  const listed = concatenate(
    Uint8Array,
    members.map((member, i) => directoryEntry(member, checksums[i])),
  );
  const count = members.length;
  const end: Field[] = [
    ...([
      [0x06064b50, 4],
      [44, 8],
      [VERSION, 2],
      [VERSION, 2],
      [0, 4],
      [0, 4],
    ] as const),
    ...([
      [count, 8],
      [count, 8],
      [listed.length, 8],
      [at, 8],
    ] as const),
    ...([
      [0x07064b50, 4],
      [0, 4],
      [at + listed.length, 8],
      [1, 4],
    ] as const),
    ...([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
    ] as const),
    ...([
      [IN_ZIP64, 4],
      [IN_ZIP64, 4],
      [0, 2],
    ] as const),
  ];
  return concatenate(Uint8Array, [listed, fieldBytes(end)]);
}

function directoryEntry({ name, at, length }: Member, crc: number): Uint8Array {
  const zip64: Field[] = [
    [1, 2],
    [24, 2],
    [length, 8],
    [length, 8],
    [at, 8],
  ];
  const head: Field[] = [
    [0x02014b50, 4],
    [VERSION, 2],
    ...commonFields(name, crc, 28),
    // Comment, disk, internal attributes, external attributes, position of the local header.
    ...([
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [IN_ZIP64, 4],
    ] as const),
  ];
  return concatenate(Uint8Array, [fieldBytes(head), name, fieldBytes(zip64)]);
}
