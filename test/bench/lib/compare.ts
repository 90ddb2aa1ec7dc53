import type { Threads } from './machine';
import { type Lap, type Program, type Side, startSide } from './side';

/** Work that our program and its peers do. A peer is another program, or our program with other settings. */
export interface Work {
  readonly name: string;
  /** The unit of the rate, such as `words/s`. */
  readonly unit: string;
  /** Number of units of work per update, for the rate. */
  readonly amount: number;
  readonly ours: Program;
  readonly peers: readonly Peer[];
  /** Whether `--quick` leaves this work out, because it measures another work of the same kind. */
  readonly isVariant?: boolean;
}

export interface Peer {
  readonly name: string;
  /** The program. Undefined if it is not installed. */
  readonly program: Program | undefined;
  /** The goal: our rate divided by the rate of the peer or, without a peer, our rate. */
  readonly goal?: number;
}

/**
 * Returns the name of a peer. Peers are measured with one thread, which our program uses, and with their
 * default number of threads.
 */
export const peerName = (name: string, threads: Threads) =>
  threads === 'one' ? name : `${name}, default threads`;

/** One row of the table. */
export interface Row {
  readonly work: string;
  readonly peer: string;
  /** Our rate, in units of work per second. `theirs` is the rate of the peer. */
  readonly ours: number;
  readonly theirs: number | null;
  readonly ratio: number | null;
  readonly goal: number | null;
  /**
   * Our mean loss in the last round, in nats per token. `lossTheirs` is the mean loss of the peer after the
   * same number of updates.
   */
  readonly lossOurs: number | null;
  readonly lossTheirs: number | null;
  /** The largest memory of our program and of the peer, in megabytes. Null if it was not measured. */
  readonly memoryOurs: number | null;
  readonly memoryTheirs: number | null;
}

/** Number of rounds, and seconds per round. In each round, every program has one turn. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
  /** After this number of seconds for one work, no further round begins. The first round is always complete. */
  readonly limit?: number;
}

export interface Comparison {
  readonly rows: readonly Row[];
  /** The names that the programs print about themselves. */
  readonly names: readonly string[];
}

/**
 * Measures all programs in rounds, in which every program has one turn. A change of the machine's speed
 * therefore affects all of them. The resulting rates are medians over the rounds.
 */
export async function compare(
  work: Work,
  { rounds, seconds, limit = Infinity }: Effort,
): Promise<Comparison> {
  const end = performance.now() + 1000 * limit;
  const [ours, ...theirs] = await Promise.all([
    startSide(work.ours),
    ...work.peers.map(({ program }) => program && startSide(program).catch(complain)),
  ]);
  const sides = [ours, ...theirs.filter(side => side !== undefined)];
  const updates = await warmUp(sides, seconds);
  const laps = new Map<Side, Lap[]>(sides.map(side => [side, []]));
  for (let round = 0; round < rounds && (round === 0 || performance.now() < end); round++) {
    for (const side of sides) laps.get(side)?.push(await side.lap(updates));
  }
  for (const side of sides) side.end();

  const rate = (side: Side) =>
    (updates * work.amount) / median((laps.get(side) ?? []).map(lap => lap.seconds));
  const loss = (side: Side) => laps.get(side)?.at(-1)?.loss || null;
  const memory = (side: Side) => {
    const found = laps.get(side)?.at(-1)?.memory;
    return found === undefined ? null : rounded(found);
  };
  const rows = work.peers.map((peer, i): Row => {
    const side = theirs[i];
    return {
      work: `${work.name}, ${work.unit}`,
      peer: peer.name,
      ours: rounded(rate(ours)),
      theirs: side ? rounded(rate(side)) : null,
      ratio: side ? rounded(rate(ours) / rate(side)) : null,
      goal: peer.goal ?? null,
      lossOurs: loss(ours),
      lossTheirs: side ? loss(side) : null,
      memoryOurs: memory(ours),
      memoryTheirs: side ? memory(side) : null,
    };
  });
  return { rows, names: sides.map(({ name }) => name) };
}

/**
 * Trains with all programs until one turn of each takes over a third of a round's time. Returns the number of
 * updates for one turn in a round.
 */
async function warmUp(sides: readonly Side[], seconds: number): Promise<number> {
  for (let updates = 1; ; updates *= 2) {
    let taken = 0;
    for (const side of sides) taken += (await side.lap(updates)).seconds;
    if (taken > seconds / 3) return Math.max(1, Math.round((updates * seconds) / taken));
  }
}

function complain(error: unknown): undefined {
  console.error(error instanceof Error ? error.message : error);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/** Rounds a rate to an integer or, below 100, to three significant digits. */
function rounded(value: number): number {
  return value < 100 ? Number(value.toPrecision(3)) : Math.round(value);
}
