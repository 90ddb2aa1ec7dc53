import type { RunRecord } from '../../../protocol/run';

/** The runs on one text. Runs on different versions of one file are in the same group. */
export interface TextGroup {
  /** The URI of the text, or its fingerprint if it has no URI. */
  readonly key: string;
  readonly name: string;
  /**
   * The innermost folders that distinguish the text from others of the same name. Missing if no other has its
   * name.
   */
  readonly folder?: string;
  /** The group's runs, newest first. */
  readonly runs: readonly RunRecord[];
}

/** Groups runs by text. The groups are in the order of their newest runs. */
export function groupByText(newestFirst: readonly RunRecord[]): TextGroup[] {
  const groups = new Map<string, RunRecord[]>();
  for (const run of newestFirst) {
    const key = keyOf(run);
    const runs = groups.get(key);
    if (runs) runs.push(run);
    else groups.set(key, [run]);
  }
  return withFolders([...groups].map(([key, runs]) => ({ key, name: runs[0].text.name, runs })));
}

/** Adds folders to groups of equal name: as many of the innermost folders as distinguish them. */
function withFolders(groups: readonly TextGroup[]): TextGroup[] {
  return groups.map(group => {
    const others = groups.filter(({ name, key }) => name === group.name && key !== group.key);
    if (others.length === 0) return group;
    const own = foldersOf(group);
    const isShared = (length: number) =>
      others.some(other => foldersOf(other).slice(-length).join('/') === own.slice(-length).join('/'));
    let length = 1;
    while (length < own.length && isShared(length)) length++;
    return { ...group, folder: own.slice(-length).join('/') };
  });
}

function foldersOf({ runs }: TextGroup): string[] {
  const [, path = ''] = /^[^:]+:(?:\/\/[^/]*)?\/?([^?#]*)$/.exec(runs[0].text.uri) ?? [];
  return decodeURIComponent(path).split('/').slice(0, -1);
}

const keyOf = ({ text }: RunRecord) => text.uri || text.fingerprint;
