import type { Threads } from './machine';
import { type Lap, type Program, type Side, startSide } from './side';

/** Work that our program and its peers both do. A peer is another program, or our own with other settings. */
export interface Work {
  readonly name: string;
  /** The unit of the rate, such as `words/s`. */
  readonly unit: string;
  /** Number of units per update. */
  readonly amount: number;
  readonly ours: Program;
  readonly peers: readonly Peer[];
}

export interface Peer {
  readonly name: string;
  /** Undefined if it is not installed. */
  readonly program: Program | undefined;
  /** The goal: a ratio of our rate to the peer's or, without a peer, our rate. */
  readonly goal?: number;
}

/** Peers are measured with one thread, as we use, and with their default number of threads. */
export const peerName = (name: string, threads: Threads) =>
  threads === 'one' ? name : `${name}, default threads`;

/** One line of the table. */
export interface Row {
  readonly work: string;
  readonly peer: string;
  /** Units per second. */
  readonly ours: number;
  readonly theirs: number | null;
  readonly ratio: number | null;
  readonly goal: number | null;
  /** Nats per token over the last round, after the same number of updates. */
  readonly lossOurs: number | null;
  readonly lossTheirs: number | null;
}

/** The number of rounds, and the seconds per round, in which every side has one turn. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
}

export interface Comparison {
  readonly rows: readonly Row[];
  /** The names that the sides report. */
  readonly names: readonly string[];
}

/**
 * Measures all sides in rounds, so that changes of the machine's speed affect them equally. Rates are medians
 * over the rounds.
 */
export async function compare(work: Work, { rounds, seconds }: Effort): Promise<Comparison> {
  const [ours, ...theirs] = await Promise.all([
    startSide(work.ours),
    ...work.peers.map(({ program }) => program && startSide(program).catch(complain)),
  ]);
  const sides = [ours, ...theirs.filter(side => side !== undefined)];
  const updates = await warmUp(sides, seconds);
  const laps = new Map<Side, Lap[]>(sides.map(side => [side, []]));
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) laps.get(side)?.push(await side.lap(updates));
  }
  for (const side of sides) side.end();

  const rate = (side: Side) =>
    (updates * work.amount) / median((laps.get(side) ?? []).map(lap => lap.seconds));
  const loss = (side: Side) => laps.get(side)?.at(-1)?.loss || null;
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
    };
  });
  return { rows, names: sides.map(({ name }) => name) };
}

/**
 * Trains until one turn of each side takes over a third of a round's time. Returns the number of updates for
 * a whole round.
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

/** Rounds to three significant digits, or to an integer. */
function rounded(value: number): number {
  return value < 100 ? Number(value.toPrecision(3)) : Math.round(value);
}
