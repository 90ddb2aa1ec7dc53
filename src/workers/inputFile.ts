import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { totalmem } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { codeOf, endlessInput, noRegularFile, silentPipe, unreadableText } from '../common/unreadable';

/**
 * Flags for opening a file that may be a pipe. With O_NONBLOCK, opening returns even if no process writes to
 * the pipe yet. Windows has neither O_NONBLOCK nor pipes with file names.
 */
export const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** The number of bytes per read of a text that is larger than memory. */
const PIECE = 1 << 20;
/** Maximum number of bytes read from a device, because a device may be endless. */
const FROM_DEVICE = 2 ** 26;
/**
 * Maximum number of bytes that are read from a pipe, and maximum size of a file after decompression. It is
 * Node's limit for files or, if less, a quarter of the memory.
 */
export const MOST_IN_MEMORY = Math.min(2 ** 31 - 1, Math.floor(totalmem() / 4));
/**
 * PATIENCE: milliseconds to wait until a process writes to a pipe. LOOK_EVERY: milliseconds between attempts
 * to read the pipe.
 */
const [PATIENCE, LOOK_EVERY] = [2000, 20];

/** Reads a file. Throws a UserError for a pipe or a device, which might be endless. */
export async function readRegularFile(path: string): Promise<Uint8Array> {
  const file = await open(path, WITHOUT_WAITING);
  try {
    const found = await file.stat();
    if (!found.isFile() && !found.isDirectory()) throw noRegularFile(path);
    // For a folder, this throws the system's error.
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/**
 * Reads a file of any size in pieces. Each piece overwrites the previous one in the same buffer. Throws the
 * system's errors.
 */
export function* piecesOfFile(path: string): Generator<Uint8Array> {
  const file = openSync(path, WITHOUT_WAITING);
  try {
    const piece = new Uint8Array(PIECE);
    for (let count = readSync(file, piece); count > 0; count = readSync(file, piece)) {
      yield piece.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}

/** Reads a text file in pieces, as `piecesOfFile` does. Throws a UserError if the file cannot be read. */
export function* piecesOfText(path: string): Generator<Uint8Array> {
  try {
    yield* piecesOfFile(path);
  } catch (error) {
    throw unreadableText(path, error);
  }
}

/**
 * Reads a file, a pipe or a device. Throws a UserError if the input exceeds the limit, or if no process
 * writes to the pipe.
 */
export async function readAnyFile(path: string): Promise<Uint8Array> {
  const found = await stat(path);
  if (found.isFIFO()) return collect(path, piecesOfPipe(path), MOST_IN_MEMORY);
  if (found.isFile() || found.isDirectory()) return readRegularFile(path);
  return collect(path, piecesOfDevice(path), FROM_DEVICE);
}

/** Reads the standard input, with the same limits as `readAnyFile`. */
export function readStandardInput(name: string): Promise<Uint8Array> {
  return collect(name, process.stdin, fstatSync(0).isCharacterDevice() ? FROM_DEVICE : MOST_IN_MEMORY);
}

async function collect(path: string, pieces: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > most) throw endlessInput(path, Math.round(most / 2 ** 20));
    all.push(piece);
  }
  return Buffer.concat(all);
}

async function* piecesOfDevice(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    for (;;) {
      const piece = new Uint8Array(2 ** 16);
      const { bytesRead } = await file.read(piece);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* piecesOfPipe(path: string): AsyncGenerator<Uint8Array> {
  const pipe = openSync(path, WITHOUT_WAITING);
  let socket: Socket | undefined;
  try {
    const first = await firstPiece(pipe);
    if (!first) throw silentPipe(path);
    yield first;
    socket = new Socket({ fd: pipe, readable: true, writable: false });
    yield* socket;
  } finally {
    if (socket) socket.destroy();
    else closeSync(pipe);
  }
}

/**
 * Returns the first piece that is read from a pipe. Empty if a process has opened the pipe for writing but
 * written nothing yet; undefined if no process opens it for writing in time.
 */
async function firstPiece(pipe: number): Promise<Uint8Array | undefined> {
  const piece = new Uint8Array(2 ** 16);
  for (let waited = 0; waited <= PATIENCE; waited += LOOK_EVERY) {
    try {
      const count = readSync(pipe, piece);
      if (count > 0) return piece.subarray(0, count);
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') return new Uint8Array();
      throw error;
    }
    await setTimeout(LOOK_EVERY);
  }
  return undefined;
}
