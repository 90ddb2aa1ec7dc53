import type { RunRecord } from '../../../protocol/run';

/** The runs on one text. Runs on different versions of one file are in the same group. */
export interface TextGroup {
  /** The URI of the text, or its fingerprint if it has no URI. */
  readonly key: string;
  readonly name: string;
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
  return [...groups].map(([key, runs]) => ({ key, name: runs[0].text.name, runs }));
}

const keyOf = ({ text }: RunRecord) => text.uri || text.fingerprint;
