import { limitOf, lossOf } from '../../common/runFigures';
import { flagName } from '../../export/commandLine/flagName';
import type { SettingChange } from '../../protocol/liveSettings';
import type { RunRecord, Validation } from '../../protocol/run';
import { count, decimal } from '../format';
import { type Screen, StatusLine } from '../statusLine';
import type { Listener, MetricsRow } from '../train/listener';

/** How the progress of a training is printed. */
interface ProgressWords {
  /** What the loss is the mean of: `label`. */
  readonly unit: string;
  /** Returns the figures of a validation besides its loss. */
  readonly figures: (validation: Validation) => string;
}

const ofLabels: ProgressWords = {
  unit: 'label',
  figures: ({ accuracy = Number.NaN, macroF1 = Number.NaN }) =>
    `accuracy ${decimal(100 * accuracy, 1)}%, macro-F1 ${decimal(macroF1, 3)}`,
};

/** Shows the progress of a training in a line that is updated in place, and prints validations above it. */
export class LabelProgress implements Listener {
  private latest: RunRecord | undefined;
  private row: MetricsRow = {};
  private readonly status: StatusLine;

  constructor(
    screen: Screen,
    private readonly words: ProgressWords = ofLabels,
  ) {
    this.status = new StatusLine(screen);
  }

  metrics(rows: readonly MetricsRow[]): void {
    this.row = rows.findLast(({ smoothLoss }) => smoothLoss !== undefined) ?? this.row;
    this.draw();
  }

  validation(validation: Validation): void {
    const { unit, figures } = this.words;
    const { iteration, loss } = validation;
    this.print(
      `validation at iteration ${count(iteration)}: ${figures(validation)}, ${decimal(loss, 3)} nats per ${unit}`,
    );
  }

  sample(): void {}

  setting({ iteration, setting, from, to }: SettingChange): void {
    this.print(`iteration ${count(iteration)}: --${flagName(setting)} ${from} becomes ${to}`);
  }

  record(record: RunRecord): void {
    this.latest = record;
    if (record.state === 'running') this.draw();
    else this.status.clear();
  }

  private print(text: string): void {
    this.status.print(text);
    this.draw();
  }

  private draw(): void {
    const { latest, row } = this;
    if (latest?.state !== 'running') return;
    const now = { ...latest, ...row };
    const limit = limitOf(now);
    const of = limit > 0 ? ` of ${count(limit)}` : '';
    this.status.show(
      `iteration ${count(now.iteration)}${of}  loss ${decimal(lossOf(now), 3)} nats per ${this.words.unit}`,
    );
  }
}
