import type { Message } from '../../../../protocol/message';

/** What other readers of the format put up with, and how it is read; {0} is how often, {1} the first line. */
const kinds = {
  repeated: 'Repeated n-grams: {0}, first on line {1}; the last one counts.',
  unlisted:
    'N-grams that begin with one that the file lacks: {0}, first on line {1}; the lacking one gets its back-off probability.',
  aboveZero: 'Log probabilities slightly above 0: {0}, first on line {1}; they count as 0.',
  microsoft:
    'Infinities in the notation of Microsoft (-1.#INF): {0}, first on line {1}; they count as probability 0.',
  unpromised: 'N-grams beyond the number in the header: {0}, first on line {1}; they count too.',
} as const;

export type Irregularity = keyof typeof kinds;
export const irregularities = Object.keys(kinds) as readonly Irregularity[];

/** Counts what is irregular in a file, for one warning. */
export class Irregularities {
  private readonly found = new Map<Irregularity, { count: number; readonly line: number }>();

  note(kind: Irregularity, line: number): void {
    const known = this.found.get(kind);
    if (known) known.count++;
    else this.found.set(kind, { count: 1, line });
  }

  /** The sentences of the warning; none for a regular file. */
  warning(name: string): Message[] {
    if (this.found.size === 0) return [];
    const lead = { template: '"{0}" breaks the rules of the ARPA format, but could be read.', args: [name] };
    const counted = [...this.found].map(([kind, { count, line }]) => {
      return { template: kinds[kind], args: [count.toLocaleString('en-US'), line] };
    });
    return [lead, ...counted];
  }
}
