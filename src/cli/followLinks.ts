import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** The destination of an output: a file to replace, a pipe or device to write to, or an open descriptor. */
export type Destination =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'stream'; readonly path: string }
  | { readonly kind: 'descriptor'; readonly descriptor: number };

/** Maximum length of a chain of symbolic links, as in Linux. */
const LINKS = 40;
/**
 * OWN matches the path of an open file descriptor of this process. OTHERS matches the path of an open file
 * descriptor of any process.
 */
const OWN = new RegExp(`^/(?:dev|proc/(?:self|${process.pid}))/fd/(\\d+)$`);
const OTHERS = /^\/proc\/\d+\/fd\/\d+$/;
const STANDARD = new Map([
  ['/dev/stdout', 1],
  ['/dev/stderr', 2],
]);

/**
 * Returns the destination of an output path, following symbolic links. Neither the path nor the target of a
 * link has to exist. Throws an error if the chain of links is longer than `LINKS`.
 */
export async function destinationOf(path: string, links = 0): Promise<Destination> {
  if (links > LINKS) throw new Error('too many symbolic links');
  const given = resolve(path);
  // Uses the folder's path as given if the folder does not exist. It may be created before the output is
  // written.
  const folder = await realpath(dirname(given)).catch(() => dirname(given));
  const at = join(folder, basename(given));
  const descriptor = descriptorOf(given) ?? descriptorOf(at);
  if (descriptor !== undefined) return { kind: 'descriptor', descriptor };
  if (OTHERS.test(at)) return { kind: 'stream', path: at };
  const link = await readlink(at).catch(() => undefined);
  return link === undefined ? kindOf(at) : destinationOf(resolve(folder, link), links + 1);
}

function descriptorOf(path: string): number | undefined {
  const number = OWN.exec(path)?.[1];
  return number === undefined ? STANDARD.get(path) : Number(number);
}

async function kindOf(path: string): Promise<Destination> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isBlockDevice()) throw new Error('a disk, not a file');
  const isStream = found?.isFIFO() || found?.isCharacterDevice() || found?.isSocket();
  return { kind: isStream ? 'stream' : 'file', path };
}
