import type { Message } from '../../../../protocol/message';

/**
 * The accepted deviations from the format, with a message that says how each is interpreted. Other programs
 * accept them too. In the messages, {0} is the number of occurrences and {1} the line of the first one.
 */
const kinds = {
  repeated: 'Repeated n-grams: {0}, first on line {1}; the last one counts.',
  unlisted:
    'N-grams whose beginning is missing from the file: {0}, first on line {1}; each missing one gets its back-off probability.',
  aboveZero: 'Log probabilities slightly above 0: {0}, first on line {1}; they count as 0.',
  microsoft:
    'Infinities in the notation of Microsoft (-1.#INF): {0}, first on line {1}; they count as probability 0.',
  unpromised: 'N-grams beyond the number in the header: {0}, first on line {1}; they count too.',
} as const;

export type Irregularity = keyof typeof kinds;
export const irregularities = Object.keys(kinds) as readonly Irregularity[];

/** Counts the accepted deviations from the format in a file, so that one warning can report them. */
export class Irregularities {
  private readonly found = new Map<Irregularity, { count: number; readonly line: number }>();

  note(kind: Irregularity, line: number): void {
    const known = this.found.get(kind);
    if (known) known.count++;
    else this.found.set(kind, { count: 1, line });
  }

  /** Returns the sentences of the warning. Returns an empty list if the file has no deviations. */
  warning(name: string): Message[] {
    if (this.found.size === 0) return [];
    const lead = { template: '"{0}" breaks the rules of the ARPA format, but could be read.', args: [name] };
    const counted = [...this.found].map(([kind, { count, line }]) => {
      return { template: kinds[kind], args: [count.toLocaleString('en-US'), line] };
    });
    return [lead, ...counted];
  }
}
