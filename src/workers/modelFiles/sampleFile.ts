import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { codeOf, noRegularFile, unreadableModel } from '../../common/unreadable';
import type { FilePiece, FileSample } from '../../engine/modelFiles/fileSample';
import { UserError } from '../../protocol/userError';
import { isGzip } from '../decompress';
import { WITHOUT_WAITING } from '../inputFile';
import type { SampledFile, SampleLimits } from './sampledFile';

/**
 * Reads a file or, if it is large, its beginning and pieces at equal distances. Of a gzip file, unpacks at most as much as
 * is read of a file that is not packed. Throws a UserError if the file cannot be read.
 */
export async function sampleFile(path: string, limits: SampleLimits): Promise<SampledFile> {
  const name = basename(path);
  const file = await open(path, WITHOUT_WAITING).catch(error => {
    throw unreadableModel(path, error);
  });
  try {
    const found = await file.stat();
    if (!found.isFile()) throw noRegularFile(path);
    const { size } = found;
    const first = await readPart(file, 0, Math.min(size, 16));
    if (isGzip(first)) return { sample: await unpackedSample(name, file, limits), size, isPacked: true };
    const begin = await readPart(file, 0, size <= limits.whole ? size : limits.begin);
    const pieces = size <= limits.whole ? [] : await readPieces(file, size, limits);
    return { sample: { name, begin, size, pieces }, size, isPacked: false };
  } catch (error) {
    throw error instanceof UserError ? error : unreadableModel(path, error);
  } finally {
    await file.close();
  }
}

/** Returns the sample of bytes that are in memory. They count as read as a whole. */
export async function sampleBytes(
  name: string,
  bytes: Uint8Array,
  limits: SampleLimits,
): Promise<SampledFile> {
  if (!isGzip(bytes)) {
    const sample = { name, begin: bytes, size: bytes.length, pieces: [] };
    return { sample, size: bytes.length, isPacked: false };
  }
  const sample = await unpackBegin(name, [bytes], limits);
  return { sample, size: bytes.length, isPacked: true };
}

async function readPart(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, at + read);
    if (bytesRead === 0) break; // the file became shorter
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

/** Reads pieces at equal distances between the beginning and the end. The last one is the end of the file. */
async function readPieces(
  file: FileHandle,
  size: number,
  { begin, pieces, piece }: SampleLimits,
): Promise<FilePiece[]> {
  const step = (size - piece - begin) / pieces;
  const read: FilePiece[] = [];
  for (let i = 1; i <= pieces; i++) {
    const at = Math.floor(begin + i * step);
    read.push({ at, bytes: await readPart(file, at, piece) });
  }
  return read;
}

async function unpackedSample(name: string, file: FileHandle, limits: SampleLimits): Promise<FileSample> {
  return unpackBegin(name, file.createReadStream({ start: 0, autoClose: false }), limits);
}

/** Unpacks a gzip file until its end or the limit. */
async function unpackBegin(
  packedName: string,
  packed: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { whole }: SampleLimits,
): Promise<FileSample> {
  const name = packedName.replace(/\.gz$/i, '');
  const unpacked: Uint8Array[] = [];
  let length = 0;
  const gunzip = createGunzip();
  const feeding = feed(gunzip, packed);
  try {
    for await (const piece of gunzip) {
      unpacked.push(piece);
      length += piece.length;
      if (length > whole) return { name, begin: Buffer.concat(unpacked), pieces: [] };
    }
  } catch (error) {
    throw new UserError('"{0}" could not be unpacked ({1}). The file is damaged or cut off.', [
      packedName,
      codeOf(error),
    ]);
  } finally {
    gunzip.destroy();
    await feeding;
  }
  return { name, begin: Buffer.concat(unpacked), size: length, pieces: [] };
}

/** Writes pieces to a stream, at its pace, until the stream ends or is destroyed. */
async function feed(
  stream: ReturnType<typeof createGunzip>,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  for await (const piece of pieces) {
    if (stream.destroyed) return;
    if (!stream.write(piece)) {
      await new Promise<void>(resolve => {
        const go = () => {
          for (const event of ['drain', 'close']) stream.off(event, go);
          resolve();
        };
        for (const event of ['drain', 'close']) stream.once(event, go);
      });
    }
  }
  stream.end();
}
