import { concatenate } from '../../engine/core/concatenate';
import type { MetricsBlock, RunRecord, Sample } from '../../protocol/run';
import type { ExportedRun } from '../exportedRun';
import { plain, table } from '../markdown';
import { withPerToken } from '../perTokenMetrics';
import { double, float, integer, message, text } from '../protobuf';
import { record } from './record';

// Field numbers of TensorFlow's protocol buffers, from tensorflow/core/util/event.proto and from
// summary.proto, tensor.proto and tensor_shape.proto in tensorflow/core/framework.
const event = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const summary = { value: 1 } as const;
const value = { tag: 1, simpleValue: 2, tensor: 8, metadata: 9 } as const;
const metadata = { plugin: 1, dataClass: 4 } as const;
const plugin = { name: 1 } as const;
const tensor = { type: 1, shape: 2, strings: 8 } as const;
const shape = { dimension: 2 } as const;
const dimension = { size: 1 } as const;
const STRING = 7;
const DATA_CLASS_TENSOR = 2;

/** An encoded value of a TensorBoard summary. */
type Value = Uint8Array;

/**
 * Returns a TensorBoard event file for a run: a scalar per metric and measurement (losses per window and per
 * token), each sample as a text, and the settings as a text. Steps are iterations. Wall times are the
 * creation time plus the training time.
 */
export function eventFile(exported: ExportedRun): Uint8Array {
  const { record: run, history } = exported;
  const { samples } = history;
  const metrics = withPerToken(exported);
  const started = Date.parse(run.createdAt) / 1000;
  const time = (elapsed: number) => double(event.wallTime, started + elapsed / 1000);
  const eventOf = (elapsed: number, step: number, values: readonly Value[]) =>
    record(
      concatenate(Uint8Array, [time(elapsed), integer(event.step, step), message(event.summary, ...values)]),
    );
  const { columns } = metrics;
  const [iteration, elapsed] = ['iteration', 'elapsed'].map(name => columns.indexOf(name));
  const tags = columns.map(name => text(value.tag, name.replace('.', '/')));
  const rows = rowsOf(metrics);
  const times = rows.map(row => row[elapsed]);
  // Index of the last row whose iteration is not later than that of the sample being written. It only grows,
  // because samples are in order of iteration.
  let before = -1;
  return concatenate(Uint8Array, [
    record(concatenate(Uint8Array, [time(0), text(event.fileVersion, 'brain.Event:2')])),
    eventOf(0, 0, [textValue('settings', settingsTable(run))]),
    ...rows.map((row, i) => {
      const measured = [...row.keys()].filter(column => column !== iteration && !Number.isNaN(row[column]));
      const scalars = measured.map(column => scalar(tags[column], row[column]));
      return eventOf(lastTime(times, i), row[iteration], scalars);
    }),
    ...samples.map(sample => {
      while (rows[before + 1]?.[iteration] <= sample.iteration) before++;
      return eventOf(lastTime(times, before), sample.iteration, [sampleValue(sample)]);
    }),
  ]);
}

/**
 * Returns the name of a run's event file. A run always gets the same name. TensorBoard recognises event files
 * by `tfevents` in the name.
 */
export function eventFileName({ id, createdAt }: RunRecord): string {
  return `events.out.tfevents.${Math.floor(Date.parse(createdAt) / 1000)}.${id}`;
}

function rowsOf({ columns, values }: MetricsBlock): Float64Array[] {
  const count = columns.length > 0 ? values.length / columns.length : 0;
  return Array.from({ length: count }, (_, row) =>
    values.subarray(row * columns.length, (row + 1) * columns.length),
  );
}

/**
 * Returns the training time of a row, in milliseconds. A row of a final validation has no time; for such a
 * row, returns the time of the last row before it that has a time.
 */
function lastTime(times: readonly number[], row: number): number {
  for (let i = row; i >= 0; i--) if (!Number.isNaN(times[i])) return times[i];
  return 0;
}

const scalar = (tag: Uint8Array, measured: number): Value =>
  message(summary.value, tag, float(value.simpleValue, measured));

/** Encodes a string tensor for TensorBoard's text plugin. */
function textValue(tag: string, words: string): Value {
  return message(
    summary.value,
    text(value.tag, tag),
    message(
      value.metadata,
      message(metadata.plugin, text(plugin.name, 'text')),
      integer(metadata.dataClass, DATA_CLASS_TENSOR),
    ),
    message(
      value.tensor,
      integer(tensor.type, STRING),
      message(tensor.shape, message(shape.dimension, integer(dimension.size, 1))),
      text(tensor.strings, words),
    ),
  );
}

/**
 * Encodes a sample as text. TensorBoard renders texts as Markdown, so the sample is indented to become a
 * literal block.
 */
function sampleValue({ text: words }: Sample): Value {
  return textValue('sample', words.replace(/^/gm, '    '));
}

function settingsTable({ settings, kernels }: RunRecord): string {
  const rows = Object.entries({ ...settings, kernels }).map(row => row.map(cell => plain(String(cell))));
  return table(['setting', 'value'], rows, ['left', 'left']);
}
