import type { RunRecord } from '../protocol/run';
import { groupBy } from './groupBy';

/** The runs on one text. Runs on different versions of the text's file are in the same group. */
export interface TextGroup {
  /** The URI of the text, or its fingerprint if it has no URI. */
  readonly key: string;
  readonly name: string;
  /**
   * The innermost folders of the text's path, as few as distinguish it from other texts of the same name.
   * Missing if no other text has this name.
   */
  readonly folder?: string;
  /** The group's runs, in the order of the runs that were given. */
  readonly runs: readonly RunRecord[];
}

/** Groups runs by text. The groups are in the order of their first runs. */
export function groupByText(runs: readonly RunRecord[]): TextGroup[] {
  const groups = groupBy(runs, textKeyOf);
  return withFolders(
    [...groups].map(([key, members]) => ({ key, name: members[0].text.name, runs: members })),
  );
}

/**
 * Adds folders to groups whose texts have the same name: as few of the innermost folders as tell the texts
 * apart.
 */
function withFolders(groups: readonly TextGroup[]): TextGroup[] {
  const byName = groupBy(groups, ({ name }) => name);
  return groups.map(group => {
    const others = (byName.get(group.name) ?? []).filter(({ key }) => key !== group.key);
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

/** Returns the URI of the text of a run, or its fingerprint if it has no URI. */
export const textKeyOf = ({ text }: RunRecord) => text.uri || text.fingerprint;
