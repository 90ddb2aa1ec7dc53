import type { ComparisonPorts, ComparisonText } from '../../engine/comparison/comparedKind';
import { compareKinds } from '../../engine/comparison/compareKinds';
import { comparisonText } from '../../engine/comparison/comparisonText';
import { configure } from '../../engine/configuration/configure';
import { textSettingsOf, withLocale } from '../../engine/configuration/text';
import type { ComparisonStore } from '../../engine/storage/comparisons/comparisonStore';
import { newId } from '../../engine/storage/paths';
import type { RunSource } from '../../engine/train/firstReading';
import type { Lock } from '../../engine/train/ports';
import {
  type ComparedName,
  type CompareKindsParams,
  type ComparisonOptions,
  type ComparisonProgress,
  isCompared,
  type KindsRecord,
  type StoredResult,
} from '../../protocol/kindsComparison';
import type { RunSettings } from '../../protocol/run';
import { UserError } from '../../protocol/userError';
import { openedText } from '../openedText';
import { randomSuffix, systemClock, yieldToMessages } from '../ports';
import { describeSource } from './describeSource';

export interface ComparingPorts extends Pick<ComparisonPorts, 'kernels'> {
  readonly store: ComparisonStore;
  /** Locks a comparison, so that only this process trains its models. Throws a UserError if another process has the lock. */
  readonly lock: (id: string) => Promise<Lock>;
  /** Called when the comparison was stored and after each kind. */
  readonly changed: (record: KindsRecord) => void;
  readonly progressed: (progress: ComparisonProgress) => void;
}

/** A comparison whose lock this process has. */
interface LockedComparison {
  readonly record: KindsRecord;
  readonly text: ComparisonText;
  readonly lock: Lock;
}

/**
 * Compares kinds of models on a text, or continues a comparison with the kinds that have no result yet. Stores
 * the results after each kind, so that none is lost when the worker ends.
 */
export async function compareOnText(ports: ComparingPorts, params: CompareKindsParams): Promise<KindsRecord> {
  const source = openedText(params.text);
  if ('id' in params) return proceed(ports, params.id, source);
  const settings = textSettings(params.settings, source);
  const text = comparisonText(source, configure(settings));
  const record = newRecord(params.options, { text, source, settings });
  return whileLocked(ports, record.id, async lock => {
    await ports.store.save(record);
    return compareRest(ports, { record, text, lock });
  });
}

/** Continues a comparison. Reads its record again under the lock, because another process may have continued it before. */
async function proceed(ports: ComparingPorts, id: string, source: RunSource): Promise<KindsRecord> {
  const { settings } = await ports.store.read(id);
  const text = comparisonText(source, configure(settings));
  return whileLocked(ports, id, async lock => {
    const record = await ports.store.read(id);
    checkSame(record, source, text);
    return compareRest(ports, { record, text, lock });
  });
}

async function whileLocked<T>(
  ports: ComparingPorts,
  id: string,
  action: (lock: Lock) => Promise<T>,
): Promise<T> {
  const lock = await ports.lock(id);
  try {
    return await action(lock);
  } finally {
    await lock.release();
  }
}

/** Compares the kinds that have no result yet. */
async function compareRest(ports: ComparingPorts, begun: LockedComparison): Promise<KindsRecord> {
  let { record } = begun;
  ports.changed(record);
  for (const model of record.options.models.slice(record.results.length)) {
    const result = await compareOne(ports, begun, model);
    record = { ...record, results: [...record.results, result] };
    await checkHeld(begun.lock);
    await ports.store.save(record);
    ports.changed(record);
  }
  return record;
}

/** Throws a UserError if another process deleted the comparison or took its lock. */
async function checkHeld(lock: Lock): Promise<void> {
  if (await lock.isHeld()) return;
  throw new UserError('Another window or program has deleted or continued this comparison, so it ends here.');
}

/** Returns the settings of the text, with the language by which it is divided into words. */
function textSettings(settings: RunSettings, source: RunSource): RunSettings {
  return textSettingsOf(withLocale(configure(settings), source));
}

function newRecord(
  options: ComparisonOptions,
  { text, source, settings }: { text: ComparisonText; source: RunSource; settings: RunSettings },
): KindsRecord {
  const createdAt = systemClock.timestamp();
  return {
    ...{ version: 1, id: newId(createdAt, randomSuffix()), createdAt, settings, options },
    text: describeSource(source, text.training.length + text.heldOut.length),
    heldOut: text.heldOut.length,
    results: [],
  };
}

/** Throws a UserError if the text is not the one on which the comparison began. */
function checkSame(record: KindsRecord, source: RunSource, text: ComparisonText): void {
  const now = describeSource(source, text.training.length + text.heldOut.length);
  if (now.fingerprint === record.text.fingerprint) return;
  throw new UserError('The comparison cannot continue, because the text "{0}" has changed since.', [
    record.text.name,
  ]);
}

async function compareOne(
  { store, kernels, progressed }: ComparingPorts,
  { record: { id, options }, text, lock }: LockedComparison,
  model: ComparedName,
): Promise<StoredResult> {
  let file = '';
  const ports: ComparisonPorts = {
    ...{ kernels, now: systemClock.now },
    keep: async (name, { ending, pieces }) => {
      file = `${name}.${ending}`;
      await checkHeld(lock);
      await store.saveModel(id, file, pieces);
    },
  };
  const comparison = compareKinds(text, { ...options, models: [model] }, ports);
  let next = await comparison.next();
  for (; !next.done; next = await comparison.next()) {
    progressed(next.value);
    await yieldToMessages();
  }
  const [result] = next.value;
  return isCompared(result) ? { ...result, file } : result;
}
