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
});

export const labelsPath = (id: string) => runPath(id, FILE);

/** None where the text is damaged, or there is none. */
export function labelsFrom(json: string | undefined): Labels {
  return (json !== undefined && parseJson(labelsSchema, json)) || {};
}

/** What people stick on runs, apart from what training writes: anyone may, also while another window trains the run. */
export class RunLabels {
  constructor(private readonly files: FileSystem) {}

  /** None where the file is damaged, or there is none. */
  async read(id: string): Promise<Labels> {
    const bytes = await this.files.read(labelsPath(id));
    return labelsFrom(bytes && new TextDecoder().decode(bytes));
  }

  /** What `labels` does not name stays. */
  async change(id: string, labels: Labels): Promise<void> {
    const json = JSON.stringify({ ...(await this.read(id)), ...labels });
    await this.files.writeAtomic(labelsPath(id), new TextEncoder().encode(`${json}\n`));
  }
}
