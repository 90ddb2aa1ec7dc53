import { type UnzipFileInfo, unzipSync, type Zippable, zipSync } from 'fflate';
import * as v from 'valibot';
import { UserError } from '../../../protocol/userError';
import { fingerprintOf, type NewHash } from '../digest';
import { parseJson } from '../parseJson';

const MiB = 2 ** 20;
/** Maximum number of bytes of all members together, and of the members that are parsed as a whole. */
const LARGEST = { all: 1024 * MiB, contents: MiB, record: 16 * MiB };
/** Maximum number of bytes that a compressed byte may stand for. Members that are denser are not compressed. */
const DENSEST = 100;
const VERSION = 1;
/** The oldest date of a ZIP file. A run always has the same bytes. */
const DATE = new Date(1980, 0, 1);

/** The member with the version of the format and the SHA-256 digests of the other members. */
const CONTENTS = 'contents.json';
const versionSchema = v.object({ version: v.number() });
const digestsSchema = v.object({ sha256: v.record(v.string(), v.string()) });

/** The files of a run in a run file. */
export const members = {
  'run.json': { largest: LARGEST.record },
  'metrics.jsonl': {},
  'samples.jsonl': {},
  'events.jsonl': {},
  /** The newest checkpoint. */
  'weights.safetensors': { isStored: true },
  /** The checkpoint with the best weights, if the run was validated. */
  'best.safetensors': { isStored: true, isOptional: true },
} as const satisfies Readonly<Record<string, MemberKind>>;

interface MemberKind {
  readonly largest?: number;
  /** Whether the member is not compressed. */
  readonly isStored?: boolean;
  readonly isOptional?: boolean;
}

type OptionalMember = 'best.safetensors';
export type RunFileMember = keyof typeof members;
export type RunFileMembers = Readonly<
  Record<Exclude<RunFileMember, OptionalMember>, Uint8Array> & Partial<Record<OptionalMember, Uint8Array>>
>;

const kinds: Readonly<Record<string, MemberKind>> = { ...members, [CONTENTS]: { largest: LARGEST.contents } };

/** Returns a run file: a ZIP file with the files of a run. Throws a UserError if they are too large together. */
export function encodeRunFile(files: RunFileMembers, newHash: NewHash): Uint8Array {
  const named = Object.entries(files);
  const sha256 = Object.fromEntries(named.map(([name, bytes]) => [name, fingerprintOf([bytes], newHash)]));
  const contents = new TextEncoder().encode(JSON.stringify({ version: VERSION, sha256 }));
  const all = [[CONTENTS, contents] as const, ...named];
  const size = all.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  if (size > LARGEST.all)
    throw new UserError(
      'The run has {0} MB of metrics, samples and weights. A run file can have at most {1} MB.',
      [Math.ceil(size / 1e6), Math.floor(LARGEST.all / 1e6)],
    );
  const zip = (isDense: (name: string) => boolean) => {
    const zipped: Zippable = {};
    for (const [name, bytes] of all)
      zipped[name] = [bytes, { level: kinds[name].isStored || isDense(name) ? 0 : 6 }];
    return zipSync(zipped, { mtime: DATE });
  };
  const file = zip(() => false);
  const dense = densestIn(file);
  return dense.length === 0 ? file : zip(name => dense.includes(name));
}

/**
 * Returns the files of a run from a run file. Throws a UserError if it is damaged, incomplete or of a later version.
 * Allocates at most {@link DENSEST} times as much memory as the file has bytes, and at most 1 GiB.
 */
export function decodeRunFile(file: Uint8Array, newHash: NewHash): RunFileMembers {
  const found = unzipped(file);
  const json = found[CONTENTS] && new TextDecoder().decode(found[CONTENTS]);
  const contents = json === undefined ? undefined : parseJson(versionSchema, json);
  if (json === undefined || !contents) throw notARun();
  if (contents.version > VERSION)
    throw new UserError('This run file was written by a later version of Elman Lab. Update the extension.');
  const digests = parseJson(digestsSchema, json)?.sha256 ?? {};
  const isWhole = Object.entries<MemberKind>(members).every(([name, { isOptional }]) => {
    const bytes = found[name];
    if (!bytes) return isOptional && digests[name] === undefined;
    return digests[name] === fingerprintOf([bytes], newHash);
  });
  if (!isWhole) throw damaged();
  const { [CONTENTS]: _, ...others } = found;
  return others as RunFileMembers;
}

function unzipped(file: Uint8Array): Partial<Record<string, Uint8Array>> {
  const names = new Set<string>();
  let [stored, size] = [0, 0];
  const filter = (member: UnzipFileInfo) => {
    if (kinds[member.name] === undefined) return false;
    stored += member.size;
    size += member.originalSize;
    if (names.has(member.name) || !isPossible(member)) throw damaged();
    if (stored > file.length || size > LARGEST.all) throw damaged();
    names.add(member.name);
    return true;
  };
  try {
    return unzipSync(file, { filter });
  } catch (error) {
    throw error instanceof UserError ? error : notARun();
  }
}

/** Returns whether the lengths in the header of a member are those of a run file. */
function isPossible({ name, size, originalSize, compression }: UnzipFileInfo): boolean {
  const { largest = LARGEST.all, isStored } = kinds[name];
  const isPacked = compression !== 0;
  if (isStored && isPacked) return false;
  return originalSize <= largest && originalSize <= (isPacked ? DENSEST * size : size);
}

/** Returns the names of the compressed members of a ZIP file that {@link isPossible} would refuse. */
function densestIn(file: Uint8Array): string[] {
  const dense: string[] = [];
  unzipSync(file, {
    filter(member) {
      if (!isPossible(member)) dense.push(member.name);
      return false;
    },
  });
  return dense;
}

const notARun = () => new UserError('This file is not a run file of Elman Lab (.elmanrun).');
export const damaged = () => new UserError('This run file is damaged. Export the run again.');
