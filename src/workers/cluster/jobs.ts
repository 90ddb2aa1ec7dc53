import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { replaceFile } from '../replaceFile';

/**
 * A job that was submitted to a cluster. `runs` contains the ids of its runs, by their indices in the
 * experiment.
 */
export interface Job {
  readonly id: string;
  readonly runs: Readonly<Record<string, string>>;
}

/**
 * The jobs that were submitted for a folder of runs. The jobs and their output are stored in the folder
 * `<runs>/slurm`.
 */
export class Jobs {
  readonly folder: string;

  constructor(runs: string) {
    this.folder = resolve(runs, 'slurm');
  }

  /** Creates the folder. A cluster cannot write the output of a job if the folder is missing. */
  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
  }

  async all(): Promise<readonly Job[]> {
    const names = await readdir(this.folder).catch(() => []);
    const ids = names.flatMap(name => /^(\d+)\.json$/.exec(name)?.[1] ?? []);
    return Promise.all(
      ids.map(async id => ({ id, runs: JSON.parse(await readFile(this.path(id), 'utf8')) })),
    );
  }

  async add({ id, runs }: Job): Promise<void> {
    await replaceFile(this.path(id), new TextEncoder().encode(`${JSON.stringify(runs)}\n`));
  }

  async remove(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
