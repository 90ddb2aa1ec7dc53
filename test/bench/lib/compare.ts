import type { Threads } from './machine';
import { type Lap, type Program, type Side, startSide } from './side';

/** The same work for us and for others: our own short programs in their languages, or ourselves otherwise. */
export interface Work {
  readonly name: string;
  /** What a second of work is counted in. */
  readonly unit: string;
  /** Units of one update. */
  readonly amount: number;
  readonly ours: Program;
  readonly peers: readonly Peer[];
}

export interface Peer {
  readonly name: string;
  /** Undefined where it is not installed. */
  readonly program: Program | undefined;
  /** What is to be reached: a ratio, or a rate of ours where the peer is only there for comparison. */
  readonly goal?: number;
}

/** Beside one thread, as we have, peers are measured as they come. */
export const peerName = (name: string, threads: Threads) =>
  threads === 'one' ? name : `${name}, default threads`;

/** One line of the table. */
export interface Row {
  readonly work: string;
  readonly peer: string;
  /** Units a second. */
  readonly ours: number;
  readonly theirs: number | null;
  readonly ratio: number | null;
  readonly goal: number | null;
  /** Nats per token over the last round, after the same number of updates. */
  readonly lossOurs: number | null;
  readonly lossTheirs: number | null;
}

/** How often everybody has a turn, and how many seconds a round of turns takes. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
}

export interface Comparison {
  readonly rows: readonly Row[];
  /** Who computed, as they say themselves. */
  readonly names: readonly string[];
}

/** Rounds in which each side has its turn, so that all meet the same machine; medians over the rounds. */
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

/** All sides train until a turn of each takes about half the time of a round. Returns the updates of a whole one. */
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

/** To three digits and more. */
function rounded(value: number): number {
  return value < 100 ? Number(value.toPrecision(3)) : Math.round(value);
}
