import * as v from 'valibot';
import type { Labels } from '../../../protocol/run';
import type { FileSystem } from '../fileSystem';
import { parseJson } from '../parseJson';
import { runPath } from '../paths';

const FILE = 'labels.json';

const labelsSchema = v.object({
  name: v.optional(v.string()),
  tags: v.optional(v.array(v.string())),
  starred: v.optional(v.boolean()),
  note: v.optional(v.string()),
});

export const labelsPath = (id: string) => runPath(id, FILE);

/** Parses labels. Returns an empty object if the text is missing or damaged. */
export function labelsFrom(json: string | undefined): Labels {
  return (json !== undefined && parseJson(labelsSchema, json)) || {};
}

/**
 * Reads and writes the labels that users give to runs. They are in a separate file, so that any window can
 * change them while another window trains the run.
 */
export class RunLabels {
  constructor(private readonly files: FileSystem) {}

  /** Reads the labels of a run. Returns an empty object if the file is missing or damaged. */
  async read(id: string): Promise<Labels> {
    const bytes = await this.files.read(labelsPath(id));
    return labelsFrom(bytes && new TextDecoder().decode(bytes));
  }

  /** Changes the labels that `labels` contains. Leaves the other labels unchanged. */
  async change(id: string, labels: Labels): Promise<void> {
    const json = JSON.stringify({ ...(await this.read(id)), ...labels });
    await this.files.writeAtomic(labelsPath(id), new TextEncoder().encode(`${json}\n`));
  }
}
