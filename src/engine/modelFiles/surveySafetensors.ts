import type { ModelFileRow, ModelFileUse } from '../../protocol/modelFile';
import { UserError } from '../../protocol/userError';
import { decodeModel } from '../model/modelFile';
import { numberTypes } from '../storage/safetensors/numberTypes';
import {
  checkEntries,
  decodeSafetensors,
  readSafetensorsHeader,
  type SafetensorsHeader,
} from '../storage/safetensors/readSafetensors';
import { checkFinite } from '../storage/safetensors/tensors';
import { damageIn, type FileSample, isWhole, MOST_ROWS, type ModelFileSurvey } from './fileSample';

/** Bytes per element of the number types of other programs that Elman Lab lists but does not read. */
const otherTypes: ReadonlyMap<string, number> = new Map([
  ...(['I64', 'U64'] as const).map(type => [type, 8] as const),
  ...(['U32'] as const).map(type => [type, 4] as const),
  ...(['I16', 'U16'] as const).map(type => [type, 2] as const),
  ...(['I8', 'U8', 'BOOL', 'F8_E4M3', 'F8_E5M2'] as const).map(type => [type, 1] as const),
]);
/** Maximum number of metadata entries that are shown, and of characters of each value. */
const [MOST_METADATA, LONGEST_VALUE] = [50, 200];

/** Surveys a safetensors file. Reads only its header unless the file is small. */
export function surveySafetensors(sample: FileSample): ModelFileSurvey {
  const { begin, size = begin.length } = sample;
  let header: SafetensorsHeader | undefined;
  let damage = damageIn(() => {
    header = readSafetensorsHeader(begin, size);
    checkEntries(header, size, ({ dtype, shape, begin: from, end }) => {
      const elements = shape.reduce((product, length) => product * length, 1);
      return bytesOf(dtype) ?? (elements > 0 ? (end - from) / elements : 0);
    });
  });
  const { entries = [], metadata = {} } = header ?? {};
  const unread = entries.find(({ dtype }) => !numberTypes.has(dtype));
  if (!damage && !unread && isWhole(sample)) damage = damageIn(() => checkWhole(begin, metadata.format));
  const rows = entries.slice(0, MOST_ROWS).map(({ name, dtype, shape, begin: from, end }): ModelFileRow => {
    const elements = shape.reduce((product, length) => product * length, 1);
    return [name, dtype, shape.join(' × ') || '1', elements, end - from];
  });
  const use = useOf(metadata);
  return {
    format: 'safetensors',
    facts: header
      ? [
          { name: 'tensors', value: entries.length },
          { name: 'numbers', value: rows.reduce((sum, row) => sum + Number(row[3]), 0) },
          ...(use ? [{ name: 'program', value: 'Elman Lab' } as const] : []),
        ]
      : [],
    parts: metadataRows(metadata).length > 0 ? [{ kind: 'metadata', rows: metadataRows(metadata) }] : [],
    rowKind: 'tensors',
    rows,
    ...(header && { announced: entries.length }),
    ...(damage && { damage }),
    warnings: unread ? [unreadable(unread.name, unread.dtype)] : [],
    ...(use && { use }),
  };
}

const bytesOf = (dtype: string) => numberTypes.get(dtype)?.bytes ?? otherTypes.get(dtype);

/** Throws a UserError if a number is not finite, or if the digest of a checkpoint does not match. */
function checkWhole(bytes: Uint8Array, format: string | undefined): void {
  for (const tensor of decodeSafetensors(bytes).tensors.values()) checkFinite(tensor);
  if (format === 'elman-lab') decodeModel(bytes);
}

/** Returns what Elman Lab can use a file for, by its metadata. Undefined for the files of other programs. */
function useOf({ format = '', words }: Readonly<Record<string, string>>): ModelFileUse | undefined {
  if (/^elman-lab(-hmm|-lds)?$/.test(format)) return 'model';
  return words?.startsWith('[') ? 'vectors' : undefined;
}

function unreadable(name: string, dtype: string): UserError {
  return new UserError('The tensor "{0}" has the type {1}, which cannot be read. Supported types: {2}.', [
    name,
    dtype,
    [...numberTypes.keys()].join(', '),
  ]);
}

function metadataRows(metadata: Readonly<Record<string, string>>): ModelFileRow[] {
  return Object.entries(metadata)
    .slice(0, MOST_METADATA)
    .map(([key, value]) => [key, value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value]);
}
