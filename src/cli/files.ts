import { once } from 'node:events';
import { createWriteStream, fstatSync } from 'node:fs';
import { access, constants, type FileHandle, stat, writeFile as write } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { IN_MEMORY } from '../common/inMemory';
import { codeOf, unreadableText } from '../common/unreadable';
import type { RunSource } from '../engine/train/firstReading';
import type { SourceText } from '../protocol/sourceText';
import { UserError } from '../protocol/userError';
import { unpacked } from '../workers/decompress';
import { piecesOfText, readAnyFile, readStandardInput } from '../workers/inputFile';
import { removeLeftoversOf } from '../workers/leftoverFiles';
import type { Content } from '../workers/replaceFile';
import { type Destination, destinationOf } from './followLinks';
import { replaceUnlessEnded } from './replaceUnlessEnded';

/** The path that means the standard input, or for an output the standard output. */
export const STDIN = '-';
export const STDOUT = '-';
/** Matches the paths of output files that are compressed with gzip, as in SRILM. */
const PACKED = /\.gz$/;

/** Reads a text's bytes without decoding them. Throws a UserError if it cannot be read. */
export async function readSource(path: string): Promise<SourceText> {
  const isInput = path === STDIN;
  const name = isInput ? 'standard input' : basename(path);
  try {
    const read = isInput ? await readStandardInput(name) : await readAnyFile(path);
    return { name, uri: isInput ? '' : uriOf(path), bytes: unpacked(name, read) };
  } catch (error) {
    throw unreadableText(path, error);
  }
}

/**
 * Opens a text that may be larger than memory. A file is read in pieces, each time that the text is needed.
 * Pipes and devices are read into memory, because they can be read only once, and compressed files, because
 * they are decompressed as a whole.
 */
export async function openSource(path: string): Promise<RunSource> {
  const found = path === STDIN ? undefined : await stat(path).catch(() => undefined);
  if (!found?.isFile() || PACKED.test(path)) return readSource(path);
  const { size } = found;
  return { name: basename(path), uri: uriOf(path), bytes: () => piecesOfText(path), size };
}

/** Opens a text to train on. Reads it into memory unless it is too large. */
export async function openRunSource(path: string): Promise<RunSource> {
  const source = await openSource(path);
  const isSmallFile = source.size !== undefined && source.size <= IN_MEMORY;
  // For input that is not a file, `openSource` has already read the bytes.
  return isSmallFile ? readSource(path) : source;
}

const uriOf = (path: string) => pathToFileURL(resolve(path)).href;

/**
 * Throws a UserError if `writeFile` would fail for this path. Called before a training, whose results would
 * be lost if the path turned out to be invalid at the end.
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    const to = await leadsTo(path);
    if (to.kind === 'file') await access(dirname(to.path), constants.W_OK);
    await checkPermission(to);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

async function leadsTo(path: string): Promise<Destination> {
  return path === STDOUT ? { kind: 'descriptor', descriptor: 1 } : destinationOf(path);
}

/** Returns whether an output goes to a file. False for a pipe, a device or an open descriptor. */
export const isFile = async (path: string) => (await leadsTo(path)).kind === 'file';

/**
 * Throws an error if this process must not write to the destination. Also throws for a write-protected file,
 * although replacing the file would succeed.
 */
async function checkPermission(to: Destination): Promise<void> {
  if (to.kind === 'descriptor') fstatSync(to.descriptor);
  else if (to.kind === 'stream' || (await isThere(to.path))) await access(to.path, constants.W_OK);
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Writes an output. A file is replaced atomically: after a crash, it has either its old or its new content.
 * If the path is a symbolic link, the link's target is replaced. Pipes, devices, `/dev/fd/N` and "-" (the
 * standard output) are written to directly. Throws a UserError if the output cannot be written.
 */
export async function writeFile(path: string, content: Content): Promise<void> {
  const whole = PACKED.test(path) ? packed(content) : content;
  try {
    const to = await leadsTo(path);
    await checkPermission(to);
    if (to.kind === 'file') await replace(to.path, whole);
    else if (to.kind === 'stream') await write(to.path, whole);
    else await writeTo(to.descriptor, whole);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/**
 * Writes a file as `writeFile` does, at any positions. Throws a UserError for a pipe, a device or an open
 * descriptor, which can only be written from start to end.
 */
export async function writeFileBy(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    const to = await leadsTo(path);
    await checkPermission(to);
    if (to.kind !== 'file')
      throw new UserError('"{0}" is not a file, and this format cannot be written to a pipe.', [path]);
    await replaceUnlessEnded(to.path, write);
    await removeLeftovers(to.path);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

async function replace(path: string, content: Content): Promise<void> {
  await replaceUnlessEnded(path, async file => {
    // One call per piece: a file can be closed only after its current call, and a signal must not wait for all of them.
    for (const piece of piecesOf(content)) await file.writeFile(piece);
  });
  await removeLeftovers(path);
}

const piecesOf = (content: Content) => (content instanceof Uint8Array ? [content] : content);

async function removeLeftovers(path: string): Promise<void> {
  // Ignores an error: the next write of this file tries again to remove its incomplete files.
  await removeLeftoversOf(path).catch(() => undefined);
}

async function writeTo(descriptor: number, content: Content): Promise<void> {
  const standard = [undefined, process.stdout, process.stderr][descriptor];
  const stream = standard ?? createWriteStream('', { fd: descriptor, autoClose: false });
  for (const piece of piecesOf(content)) {
    if (!stream.write(piece)) await once(stream, 'drain');
  }
  if (!standard) await finished(stream.end());
}

/**
 * Compresses each piece with gzip. The result can be decompressed as one file, because gzip streams can be
 * concatenated.
 */
function* packed(content: Content): Generator<Uint8Array> {
  for (const piece of piecesOf(content)) yield gzipSync(piece);
}

/**
 * Converts an error of writing a file to a UserError. A UserError is returned unchanged: it was thrown while
 * the content was generated, for example because a text is unreadable.
 */
function writeFailure(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  return new UserError('"{0}" could not be written ({1}). Check its folder, or choose another place.', [
    path,
    codeOf(error),
  ]);
}
