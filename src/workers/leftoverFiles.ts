import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { processTable } from './processes';

/**
 * Matches the names of incomplete files: `<target>.<process id>-<random>-<proof>.tmp`. The proof is a digest
 * of the other parts and of this machine. It shows that a process of this program on this machine made the
 * file for that target.
 */
const form = /^(.*)\.(\d{1,10})-([0-9a-f]{8})-([0-9a-f]{16})\.tmp$/s;
/**
 * Maximum number of code points of the target's name in the name of an incomplete file: file systems limit
 * names to 255 bytes.
 */
const SHOWN = 48;

/** Returns a new path for an incomplete file, in the folder of its target. */
export function unfinishedPath(target: string): string {
  const name = basename(target);
  const random = randomBytes(4).toString('hex');
  const parts = `${processTable.pid}-${random}-${proof(name, processTable.pid, random)}`;
  return join(dirname(target), `${shown(name)}.${parts}.tmp`);
}

export function isUnfinished(name: string): boolean {
  return form.test(name);
}

/** Removes the incomplete files of one target that were written by processes that no longer run. */
export async function removeLeftoversOf(target: string): Promise<void> {
  const name = basename(target);
  await removeWhere(dirname(target), file => isLeftover(file, name));
}

/**
 * Removes the incomplete files of all targets in a folder that were left by processes that no longer run.
 * Must only be used for folders whose files all belong to this program.
 */
export async function removeLeftoversIn(folder: string): Promise<void> {
  await removeWhere(folder, file => isLeftover(file, form.exec(file)?.[1]));
}

async function removeWhere(folder: string, isGone: (name: string) => Promise<boolean>): Promise<void> {
  for (const name of await readdir(folder))
    if (await isGone(name)) await rm(join(folder, name), { force: true });
}

async function isLeftover(file: string, target: string | undefined): Promise<boolean> {
  const [, start, pid, random, digest] = form.exec(file) ?? [];
  if (target === undefined || start !== shown(target)) return false;
  const isOurs = digest === proof(target, Number(pid), random);
  return isOurs && (await processTable.birthOf(Number(pid))) === undefined;
}

const shown = (name: string) => [...name].slice(0, SHOWN).join('');

function proof(target: string, pid: number, random: string): string {
  const made = JSON.stringify([processNamespace(), target, pid, random]);
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
}

/** Returns the name of the namespace in which process ids are unique: a machine, or a container on it. */
function processNamespace(): string {
  try {
    return `${processTable.host} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // Only Linux has process namespaces and /proc/self/ns/pid.
    return processTable.host;
  }
}
