import {
  type AttractorMemory,
  type AttractorRecall,
  type CapacityPoint,
  type MeasuredCapacity,
  type RecallParams,
  type RecallStart,
  type RecallStep,
  UNITS,
} from '../../protocol/attractors';
import { attend } from './attend';
import { curveOf, randomPatterns, recallRates, STEP } from './capacity';
import { CharacterCodes } from './characterCodes';
import { eraseCharacters, flipBits } from './damage';
import { endOf } from './endOf';
import { distanceOf, Hopfield } from './hopfield';
import { type NetworkState, settle, UpdateOrder } from './settle';

/** Number of updates between two steps of a recall: an eighth of a sweep. */
const EVERY = UNITS / 8;
/** Maximum number of random patterns in a measurement. */
const RANDOM = 100;

/** An attractor network that stores lines of text. All lines, also those not stored, determine the codes. */
export class TextMemory {
  readonly network: Hopfield;
  private readonly codes: CharacterCodes;
  private readonly order: UpdateOrder;

  constructor(private readonly memory: AttractorMemory) {
    const { lines, stored, seed } = memory;
    this.codes = new CharacterCodes(lines, seed);
    this.network = new Hopfield(lines.slice(0, stored).map(line => this.codes.encode(line)));
    this.order = new UpdateOrder(UNITS, seed);
  }

  /** Recalls a line: updates the units until none changes or, with an inverse temperature, takes one step of attention. */
  recall({ start, inverseTemperature }: Omit<RecallParams, 'memory'>): AttractorRecall {
    const { network } = this;
    const first = this.startOf(start);
    if (inverseTemperature === undefined) {
      const states = [...settle(network, first, this.order, EVERY)];
      return this.recalled(states);
    }
    const { weights, ...end } = attend(network, first, inverseTemperature);
    return { ...this.recalled([{ updates: 0, s: first, m: network.overlaps(first) }, end]), weights };
  }

  private startOf(start: RecallStart): Int8Array {
    if (start.kind === 'typed') return this.codes.encode(start.text);
    const choice = { ...start, seed: this.memory.seed };
    const line = this.network.patterns[start.line];
    return start.kind === 'flip' ? flipBits(line, choice) : eraseCharacters(line, choice);
  }

  private recalled(states: readonly NetworkState[]): AttractorRecall {
    const { s, m } = states[states.length - 1];
    return { steps: states.map(state => this.stepOf(state)), end: endOf(this.network, s, m) };
  }

  private stepOf({ updates, s, m }: NetworkState): RecallStep {
    return {
      updates,
      energy: this.network.energy(m),
      characters: this.codes.decode(s),
      distances: Array.from(m, overlap => distanceOf(overlap, UNITS)),
    };
  }
}

/** Measures how many lines, and how many random patterns, a network recalls. Yields the completed share, from 0 to 1. */
export function* measureCapacity(
  lines: readonly string[],
  seed: number,
): Generator<number, MeasuredCapacity> {
  const codes = new CharacterCodes(lines, seed);
  const patterns = lines.map(line => codes.encode(line));
  const total = patterns.length + RANDOM;
  const text: CapacityPoint[] = [];
  for (const point of recallRates(patterns, seed, 1)) {
    text.push(point);
    yield point.lines / total;
  }
  const random: CapacityPoint[] = [];
  for (const point of recallRates(randomPatterns(RANDOM, UNITS, seed), seed, STEP)) {
    random.push(point);
    yield (patterns.length + point.lines) / total;
  }
  return { text: curveOf(text), random: curveOf(random) };
}
