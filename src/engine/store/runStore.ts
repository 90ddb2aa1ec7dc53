import * as v from 'valibot';
import type { History } from '../../protocol/library';
import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, type LoadedCheckpoint } from './checkpoint';
import { fingerprint } from './digest';
import type { FileSystem } from './fileSystem';
import { decodeRows, decodeSamples, encodeRows, encodeSample } from './jsonLines';
import { recordSchema, runId } from './recordSchema';

/** Checkpoints kept: should the newest be damaged, there is one before it. */
const KEPT = 2;
const TEXTS = 'texts';

/** Sorts by time; the suffix makes it unique. `now` is ISO 8601. */
export function newRunId(now: string, suffix: string): string {
  return `${now.replace(/[-:]/g, '').slice(0, 15)}-${suffix}`;
}

/**
 * All runs: `<id>/run.json`, `metrics.jsonl`, `samples.jsonl`, `checkpoints/<iteration>.safetensors`, and
 * `texts/<sha256>.txt`, the copy of its text that makes a run independent of where the text came from.
 */
export class RunStore {
  constructor(private readonly files: FileSystem) {}

  async create(record: RunRecord, text: Uint8Array): Promise<void> {
    const path = textPath(record);
    if (!(await this.files.read(path))) await this.files.writeAtomic(path, text);
    await this.save(record);
  }

  async save(record: RunRecord): Promise<void> {
    const json = `${JSON.stringify(record, undefined, 2)}\n`;
    await this.files.writeAtomic(`${checkedId(record.id)}/run.json`, new TextEncoder().encode(json));
  }

  /** Throws a UserError where there is no such run or its record is damaged. */
  async read(id: string): Promise<RunRecord> {
    const bytes = await this.files.read(`${checkedId(id)}/run.json`);
    if (!bytes) throw new UserError('There is no run "{0}" any more.', [id]);
    const record = parseRecord(bytes);
    if (record?.id !== id) throw new UserError('The record of the run "{0}" (run.json) is damaged.', [id]);
    return record;
  }

  /** Every run that can be read, newest first; one that can't is left alone. */
  async list(): Promise<RunRecord[]> {
    const names = (await this.files.list('')).filter(name => name !== TEXTS && v.is(runId, name));
    const records = await Promise.all(names.map(name => this.read(name).catch(() => undefined)));
    return records
      .filter(record => record !== undefined)
      .sort((a, b) => (a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? 1 : -1));
  }

  async rename(id: string, name: string): Promise<RunRecord> {
    const record = { ...(await this.read(id)), name };
    await this.save(record);
    return record;
  }

  /** The run, and its text if no other run has the same. */
  async remove(id: string): Promise<void> {
    const record = await this.read(id).catch(() => undefined);
    await this.files.remove(checkedId(id));
    if (!record) return;
    const others = await this.list();
    const shared = others.some(other => other.text.fingerprint === record.text.fingerprint);
    if (!shared) await this.files.remove(textPath(record));
  }

  /** The text a run was started on, byte by byte. */
  async text(record: RunRecord): Promise<Uint8Array> {
    const bytes = await this.files.read(textPath(record));
    if (!bytes || fingerprint(bytes) !== record.text.fingerprint) {
      throw new UserError(
        'The stored text of the run "{0}" is missing or damaged. Train on the text again.',
        [record.name],
      );
    }
    return bytes;
  }

  async appendMetrics(id: string, block: MetricsBlock): Promise<void> {
    await this.files.append(`${checkedId(id)}/metrics.jsonl`, encodeRows(block));
  }

  async appendSample(id: string, sample: Sample): Promise<void> {
    await this.files.append(`${checkedId(id)}/samples.jsonl`, encodeSample(sample));
  }

  async history(id: string): Promise<History> {
    const metrics = await this.files.read(`${checkedId(id)}/metrics.jsonl`);
    const samples = await this.files.read(`${id}/samples.jsonl`);
    return {
      metrics: decodeRows(metrics ?? new Uint8Array()),
      samples: decodeSamples(samples ?? new Uint8Array()),
    };
  }

  /** Drops what was recorded at `iteration` or later, before a run goes on from there. */
  async truncate(id: string, iteration: number): Promise<void> {
    const { metrics, samples } = await this.history(id);
    const { columns, values } = metrics;
    const at = columns.indexOf('iteration');
    let rows = 0;
    while (rows * columns.length < values.length && values[rows * columns.length + at] < iteration) rows++;
    const kept = { columns, values: values.subarray(0, rows * columns.length) };
    await this.files.writeAtomic(`${id}/metrics.jsonl`, encodeRows(kept));
    const lines = samples.filter(sample => sample.iteration < iteration).map(encodeSample);
    await this.files.writeAtomic(`${id}/samples.jsonl`, concatenated(lines));
  }

  async saveCheckpoint(id: string, iteration: number, checkpoint: Checkpoint): Promise<void> {
    const folder = `${checkedId(id)}/checkpoints`;
    const name = `${String(iteration).padStart(12, '0')}.safetensors`;
    await this.files.writeAtomic(`${folder}/${name}`, encodeCheckpoint(checkpoint));
    const older = (await this.checkpoints(id)).filter(other => other !== name);
    for (const old of older.slice(KEPT - 1)) await this.files.remove(`${folder}/${old}`);
  }

  /** The newest that verifies. Throws a UserError when there is none. */
  async loadCheckpoint(id: string): Promise<LoadedCheckpoint> {
    for (const name of await this.checkpoints(id)) {
      const bytes = await this.files.read(`${id}/checkpoints/${name}`);
      try {
        if (bytes) return { ...decodeCheckpoint(bytes), iteration: Number.parseInt(name, 10) };
      } catch (error) {
        if (!(error instanceof UserError)) throw error; // damaged: try the one before
      }
    }
    throw new UserError('The run "{0}" has no checkpoint that is whole. Train on its text again.', [id]);
  }

  /** File names, newest first. */
  private async checkpoints(id: string): Promise<string[]> {
    const names = await this.files.list(`${checkedId(id)}/checkpoints`);
    return names
      .filter(name => /^\d{12}\.safetensors$/.test(name))
      .sort()
      .reverse();
  }
}

function parseRecord(bytes: Uint8Array): RunRecord | undefined {
  try {
    const result = v.safeParse(recordSchema, JSON.parse(new TextDecoder().decode(bytes)));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

function checkedId(id: string): string {
  if (v.is(runId, id)) return id;
  throw new UserError('"{0}" is not the id of a run.', [id]);
}

function textPath(record: RunRecord): string {
  return `${TEXTS}/${record.text.fingerprint}.txt`;
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
