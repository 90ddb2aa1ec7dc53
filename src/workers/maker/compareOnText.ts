import type { ComparisonPorts, ComparisonText } from '../../engine/comparison/comparedKind';
import { compareKinds } from '../../engine/comparison/compareKinds';
import { comparisonText } from '../../engine/comparison/comparisonText';
import { configure } from '../../engine/configuration/configure';
import { textSettingsOf, withLocale } from '../../engine/configuration/text';
import type { ComparisonStore } from '../../engine/storage/comparisons/comparisonStore';
import { newId } from '../../engine/storage/paths';
import type { RunSource } from '../../engine/train/firstReading';
import {
  type ComparedName,
  type CompareKindsParams,
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
  /** Called when the comparison was stored and after each kind. */
  readonly changed: (record: KindsRecord) => void;
  readonly progressed: (progress: ComparisonProgress) => void;
}

/**
 * Compares kinds of models on a text, or continues a comparison with the kinds that have no result yet. Stores
 * the results after each kind, so that none is lost when the worker ends.
 */
export async function compareOnText(ports: ComparingPorts, params: CompareKindsParams): Promise<KindsRecord> {
  const source = openedText(params.text);
  const earlier = 'id' in params ? await ports.store.read(params.id) : undefined;
  const settings = earlier?.settings ?? textSettings('settings' in params ? params.settings : {}, source);
  const text = comparisonText(source, configure(settings));
  let record = earlier ?? newRecord(params, { text, source, settings });
  if (earlier) checkSame(earlier, source, text);
  else await ports.store.save(record);
  ports.changed(record);
  for (const model of record.options.models.slice(record.results.length)) {
    const result = await compareOne(ports, text, { ...record, model });
    record = { ...record, results: [...record.results, result] };
    await ports.store.save(record);
    ports.changed(record);
  }
  return record;
}

/** Returns the settings of the text, with the language by which it is divided into words. */
function textSettings(settings: RunSettings, source: RunSource): RunSettings {
  return textSettingsOf(withLocale(configure(settings), source));
}

function newRecord(
  params: CompareKindsParams,
  { text, source, settings }: { text: ComparisonText; source: RunSource; settings: RunSettings },
): KindsRecord {
  if (!('options' in params)) throw new Error('A new comparison needs options');
  const createdAt = systemClock.timestamp();
  return {
    ...{ version: 1, id: newId(createdAt, randomSuffix()), createdAt, settings, options: params.options },
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
  text: ComparisonText,
  { id, options, model }: KindsRecord & { readonly model: ComparedName },
): Promise<StoredResult> {
  let file = '';
  const ports: ComparisonPorts = {
    ...{ kernels, now: systemClock.now },
    keep: async (name, { ending, pieces }) => {
      file = `${name}.${ending}`;
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
