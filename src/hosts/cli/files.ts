import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import { access, constants, readFile, stat, writeFile as write } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeLines, type TextBytes } from '../../engine/data/decode';
import type { SourceText } from '../../protocol/trainer';
import { codeOf, unreadableText } from '../../protocol/unreadable';
import { UserError } from '../../protocol/userError';
import { type Content, NodeFileSystem } from '../nodeFileSystem';

/** The standard input. */
const STDIN = '-';
const STDOUT = '-';
/** What such a name ends with is packed by gzip, as SRILM has it. */
const PACKED = /\.gz$/;
/** Bytes that a packed file may become, and how many times its own: no text becomes as large as what is meant to fill the memory. */
const [UNPACKED, TIMES] = [2 ** 26, 100];
/** Bytes that are read at once of a text larger than memory. */
const PIECE = 1 << 20;

/** A text's bytes, whatever they are. Throws a UserError where there are none to read. */
export async function readSource(path: string): Promise<SourceText> {
  const isInput = path === STDIN;
  const name = isInput ? 'standard input' : basename(path);
  try {
    const read = isInput ? await buffer(process.stdin) : await readFile(path);
    const bytes = PACKED.test(path)
      ? gunzipSync(read, { maxOutputLength: Math.max(UNPACKED, TIMES * read.length) })
      : read;
    return { name, uri: isInput ? '' : pathToFileURL(resolve(path)).href, bytes };
  } catch (error) {
    throw unreadableText(path, error);
  }
}

/** A text that may be larger than memory, in pieces; what cannot be read twice is read at once. */
export async function openSource(
  path: string,
): Promise<{ readonly name: string; readonly bytes: TextBytes }> {
  const isFile = path !== STDIN && (await stat(path).catch(() => undefined))?.isFile();
  return isFile && !PACKED.test(path)
    ? { name: basename(path), bytes: () => piecesOf(path) }
    : readSource(path);
}

function* piecesOf(path: string): Generator<Uint8Array> {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const piece = new Uint8Array(PIECE);
    for (let count = 1; count > 0; ) {
      count = readSync(file, piece);
      yield piece.subarray(0, count);
    }
  } catch (error) {
    throw unreadableText(path, error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** A text as one string; throws a UserError for what is no text. */
export async function readWholeText(path: string): Promise<string> {
  const { name, bytes } = await readSource(path);
  return [...decodeLines(bytes, name)].join('');
}

/** Throws a UserError where `writeFile` would fail for its folder: better before hours of training than after. */
export async function checkWritable(path: string): Promise<void> {
  await access(dirname(resolve(path)), constants.W_OK).catch(error => {
    throw writeFailure(path, error);
  });
}

export function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The old file or the whole new one, also after a crash. "-" is the standard output; other devices are written to. */
export async function writeFile(path: string, content: Content): Promise<void> {
  if (path === STDOUT) {
    for (const piece of content instanceof Uint8Array ? [content] : content) {
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
    }
    return;
  }
  const full = resolve(path);
  const whole = PACKED.test(path) ? packed(content) : content;
  const there = await stat(full).catch(() => undefined);
  if (there && !there.isFile() && !there.isDirectory()) {
    await write(full, whole).catch(error => {
      throw writeFailure(path, error);
    });
    return;
  }
  await new NodeFileSystem(dirname(full)).writeAtomic(basename(full), whole).catch(error => {
    throw writeFailure(path, error);
  });
}

/** Every piece for itself: what gzip packed piece by piece is unpacked as one. */
function* packed(content: Content): Generator<Uint8Array> {
  for (const piece of content instanceof Uint8Array ? [content] : content) yield gzipSync(piece);
}

function writeFailure(path: string, error: unknown): UserError {
  return new UserError('"{0}" could not be written ({1}). Check its folder, or choose another place.', [
    path,
    codeOf(error),
  ]);
}
