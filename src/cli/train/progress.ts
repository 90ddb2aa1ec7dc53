import { perplexityOf } from '../../common/perplexity';
import { limitOf, lossOf, perplexityName, timeLeft, validatedShare } from '../../common/runFigures';
import { flagName } from '../../export/commandLine/flagName';
import type { SettingChange } from '../../protocol/liveSettings';
import type { RunRecord, Sample, Validation } from '../../protocol/run';
import type { ReadingProgress } from '../../protocol/trainer';
import { withControlsShown } from '../controls';
import { count, decimal } from '../format';
import { type Screen, StatusLine } from '../statusLine';
import type { Listener, MetricsRow } from './listener';
import { noteOf, warningOf } from './unknownNotes';

/**
 * Shows a progress line that is updated in place, and prints samples and validations above it. If the output
 * is not a terminal, prints the progress line only before each sample.
 */
export class ProgressLine implements Listener {
  private latest: RunRecord | undefined;
  private row: MetricsRow = {};

  private readonly status: StatusLine;

  constructor(screen: Screen) {
    this.status = new StatusLine(screen);
  }

  reading({ name, share }: ReadingProgress): void {
    const words = `Reading ${name}: ${Math.floor(100 * share)}%`;
    this.status.show(share < 1 ? withControlsShown(words) : '');
  }

  metrics(rows: readonly MetricsRow[]): void {
    this.row = rows.findLast(({ smoothLoss }) => smoothLoss !== undefined) ?? this.row;
    this.draw();
  }

  validation({ iteration, loss }: Validation): void {
    const note = this.latest && noteOf(this.latest);
    const left = note === undefined ? '' : `; ${note}`;
    const name = perplexityName(this.latest ?? {});
    this.print(`validation at iteration ${count(iteration)}: ${name} ${decimal(perplexityOf(loss))}${left}`);
  }

  sample({ iteration, text }: Sample): void {
    // Sets the iteration, because a sample arrives before the metrics of its iteration, which are sent in
    // blocks.
    this.row = { ...this.row, iteration };
    if (!this.status.isTerminal) this.print(this.line);
    this.print(`-----\n${text}\n-----`);
  }

  setting({ iteration, setting, from, to }: SettingChange): void {
    this.print(`iteration ${count(iteration)}: --${flagName(setting)} ${from} becomes ${to}`);
  }

  record(record: RunRecord): void {
    const warning = this.latest === undefined ? warningOf(record) : undefined;
    if (warning !== undefined) this.print(`Warning: ${warning}`);
    this.latest = record;
    if (record.state === 'running') this.draw();
    else this.status.clear();
  }

  /** Prints permanent lines above the progress line. */
  print(text: string): void {
    this.status.print(text);
    this.draw();
  }

  private draw(): void {
    if (this.latest?.state === 'running') this.status.show(this.line);
  }

  private get line(): string {
    const { latest, row } = this;
    if (!latest) return '';
    const now = { ...latest, ...row };
    const { iteration, tokensPerSecond: speed } = now;
    const loss = lossOf(now);
    const original = row.minCharRnnLoss;
    const share = validatedShare(now);
    const [limit, left] = [limitOf(now), timeLeft(now)];
    return [
      `iteration ${count(iteration)}${limit > 0 ? ` of ${count(limit)}` : ''}`,
      `loss ${decimal(loss, 3)} nats per token`,
      `training ${perplexityName(latest)} ${decimal(perplexityOf(loss))}`,
      ...(original === undefined ? [] : [`min-char-rnn's smooth loss ${decimal(original)}`]),
      ...(share === undefined ? [] : [`validating ${Math.floor(100 * share)}%`]),
      ...(share === undefined && speed > 0 ? [`${count(speed)} tokens/s`] : []),
      ...(left === undefined ? [] : [`${left} left`]),
    ].join('  ');
  }
}
