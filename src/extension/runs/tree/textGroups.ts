import type { RunRecord } from '../../../protocol/run';

/** The runs of one text, wherever its words have changed in between. */
export interface TextGroup {
  /** Where the text is, or what it says where it is nowhere. */
  readonly key: string;
  readonly name: string;
  /** Newest first. */
  readonly runs: readonly RunRecord[];
}

/** In the order of their newest runs. */
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
