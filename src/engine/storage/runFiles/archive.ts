import { type UnzipFileInfo, unzipSync, type Zippable, zipSync } from 'fflate';
import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import { fingerprintOf, type NewHash } from '../digest';
import { parseJson } from '../parseJson';

/** The files of a run in a run file. `weights.safetensors` is the checkpoint with the run's usual weights. */
export const members = [
  'run.json',
  'metrics.jsonl',
  'samples.jsonl',
  'events.jsonl',
  'weights.safetensors',
] as const;
export type RunFileMember = (typeof members)[number];
export type RunFileMembers = Readonly<Record<RunFileMember, Uint8Array>>;

/** The member that names the version of the format and the SHA-256 digests of the other members. */
const CONTENTS = 'contents.json';
const contentsSchema = v.object({
  version: v.number(),
  sha256: v.record(v.picklist(members), v.string()),
});
const VERSION = 1;

/** Maximum number of bytes of a compressed member. The metrics of a million updates take about 100 MB. */
const LONGEST = 1 << 29;
/** Bytes of output per byte of input that deflate can reach (RFC 1951). A header that promises more is wrong. */
const DENSEST = 1032;
/** The oldest date of a ZIP file. A run always has the same bytes. */
const DATE = new Date(1980, 0, 1);

/** Returns a run file: a ZIP file with the files of a run. The weights are not compressed. */
export function encodeRunFile(files: RunFileMembers, newHash: NewHash): Uint8Array {
  const sha256 = Object.fromEntries(members.map(name => [name, fingerprintOf([files[name]], newHash)]));
  const contents = new TextEncoder().encode(JSON.stringify({ version: VERSION, sha256 }));
  const zipped: Zippable = { [CONTENTS]: contents };
  for (const name of members) zipped[name] = [files[name], { level: isStored(name) ? 0 : 6 }];
  return zipSync(zipped, { mtime: DATE });
}

/**
 * Returns the files of a run from a run file. Throws a UserError if it is damaged, incomplete or of a later version.
 * Allocates no memory that the length of the file does not justify.
 */
export function decodeRunFile(file: Uint8Array, newHash: NewHash): RunFileMembers {
  const found = unzipped(file);
  const json = found[CONTENTS];
  const contents = json && parseJson(contentsSchema, new TextDecoder().decode(json));
  if (!contents) throw notARun();
  if (contents.version !== VERSION)
    throw new UserError('This run file was written by a later version of Elman Lab. Update the extension.');
  const isWhole = members.every(
    name => found[name] && contents.sha256[name] === fingerprintOf([found[name]], newHash),
  );
  if (!isWhole) throw damaged();
  return found as RunFileMembers;
}

function unzipped(file: Uint8Array): Partial<Record<string, Uint8Array>> {
  const names = new Set<string>();
  const filter = (member: UnzipFileInfo) => {
    if (names.has(member.name)) throw damaged();
    names.add(member.name);
    return isExpected(member, file.length);
  };
  try {
    return unzipSync(file, { filter });
  } catch (error) {
    throw error instanceof UserError ? error : notARun();
  }
}

/** Returns whether a member is one of a run. Throws a UserError if its lengths are not possible. */
function isExpected({ name, size, originalSize, compression }: UnzipFileInfo, length: number): boolean {
  if (name !== CONTENTS && !(members as readonly string[]).includes(name)) return false;
  const largest = isStored(name) || compression === 0 ? size : Math.min(LONGEST, size * DENSEST);
  if (size > length || originalSize > largest) throw damaged();
  return true;
}

const isStored = (name: string) => name.endsWith('.safetensors');

const notARun = () => new UserError('This file is not a run file of Elman Lab (.elmanrun).');
export const damaged = () => new UserError('This run file is damaged. Export the run again.');
