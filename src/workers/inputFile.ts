import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { totalmem } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { codeOf, endlessInput, noRegularFile, silentPipe } from '../protocol/unreadable';

/** Opening a pipe that nobody writes to must not wait. Windows has neither the flag nor such pipes. */
const NOW = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** Bytes that are read of a device, which may have no end. */
const FROM_DEVICE = 2 ** 26;
/** Bytes that are read of a pipe: what Node reads of a file at once, as far as the memory allows it. */
const FROM_PIPE = Math.min(2 ** 31 - 1, Math.floor(totalmem() / 4));
/** Milliseconds for which a pipe may have no writer, and between two looks. */
const [PATIENCE, LOOK_EVERY] = [2000, 20];

/** A file's bytes. Throws a UserError for a pipe or a device, which might never end. */
export async function readRegularFile(path: string): Promise<Uint8Array> {
  const file = await open(path, NOW);
  try {
    const found = await file.stat();
    if (!found.isFile() && !found.isDirectory()) throw noRegularFile(path);
    return await file.readFile(); // fails for a folder in the system's words
  } finally {
    await file.close();
  }
}

/** The bytes of a file, a pipe or a device. Throws a UserError for one that does not end, or never begins. */
export async function readAnyFile(path: string): Promise<Uint8Array> {
  const found = await stat(path);
  if (found.isFIFO()) return collect(path, piecesOfPipe(path), FROM_PIPE);
  if (found.isFile() || found.isDirectory()) return readRegularFile(path);
  return collect(path, piecesOfDevice(path), FROM_DEVICE);
}

/** The standard input's bytes, within the same bounds. */
export function readStandardInput(name: string): Promise<Uint8Array> {
  return collect(name, process.stdin, fstatSync(0).isCharacterDevice() ? FROM_DEVICE : FROM_PIPE);
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
  const pipe = openSync(path, NOW);
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

/** What is in the pipe already, nothing if its writer has not begun; undefined if it has no writer. */
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
