import { visible } from '../../common/visibleToken';
import { count } from '../format';
import { counted } from '../labelling/readingText';

/** Number of unknown symbols that are named. */
const NAMED = 20;

/** Counts the lines of a file that a network cannot read, or that differ from those of its training. */
export class SourceCounts {
  /** Number of targets that reached their maximum length without an end. */
  endless = 0;
  private readonly unknown = new Map<string, number>();
  private unread = 0;
  private tooLong = 0;
  private longer = 0;

  /** `trained`: length of the longest source in training. `longest`: length of the longest source that is read. */
  constructor(
    private readonly trained: number,
    private readonly longest: number,
  ) {}

  /** Counts a line. Returns whether the network can read it. */
  add({ ids, unknown }: { readonly ids: readonly number[]; readonly unknown: readonly string[] }): boolean {
    for (const symbol of unknown) this.unknown.set(symbol, (this.unknown.get(symbol) ?? 0) + 1);
    if (ids.length === 0) this.unread++;
    else if (ids.length > this.longest) this.tooLong++;
    else if (ids.length > this.trained) this.longer++;
    return ids.length > 0 && ids.length <= this.longest;
  }

  /** Returns what was counted, one fact per line. */
  facts(): string[] {
    const { unknown, unread, tooLong, longer, endless, trained, longest } = this;
    const total = [...unknown.values()].reduce((sum, n) => sum + n, 0);
    const named = [...unknown.keys()].slice(0, NAMED).map(visible).join(' ');
    const more = unknown.size > NAMED ? ' ...' : '';
    const fact = (n: number, text: string) => (n > 0 ? [text] : []);
    return [
      ...fact(
        total,
        `Left out or unknown: ${counted(total, 'symbol')} outside of the model's vocabulary: ${named}${more}`,
      ),
      ...fact(unread, `No target: ${counted(unread, 'line')} without a symbol that the model knows.`),
      ...fact(
        tooLong,
        `No target: ${counted(tooLong, 'line')} with more than ${count(longest)} symbols (--longest of the training).`,
      ),
      ...fact(
        longer,
        `Longer than any source in training (${counted(trained, 'symbol')}): ${counted(longer, 'line')}. Expect errors.`,
      ),
      ...fact(endless, `Cut off: ${counted(endless, 'target')} without an end at the maximum length.`),
    ];
  }
}
