/** Words of the control block that all threads share. */
const GENERATION = 0;
const DONE = 1;
const SLEEPERS = 2;
const OPERATION = 3;
const LEADER_SLEEPS = 4;
const WORDS = 8;
/** Numbers that a part of an operation has at most. */
const ARGUMENTS = 12;
/**
 * Looks at the control block before a thread goes to sleep: some tens of microseconds, longer than between two kernels
 * but too short to take a core from somebody who could use it.
 */
const PATIENCE = 20_000;

/** Some count something: a whole operation's result is the sum of its parts'. */
export type Operation = (...numbers: readonly number[]) => number | undefined;

/** What helpers are told and tell: which operation, with which numbers; how many are done, with which results. */
export interface Control {
  readonly words: SharedArrayBuffer;
  readonly numbers: SharedArrayBuffer;
}

export function makeControl(threads: number): Control {
  return {
    words: new SharedArrayBuffer(4 * WORDS),
    numbers: new SharedArrayBuffer(8 * ARGUMENTS * threads),
  };
}

/**
 * The thread that leads: it cuts an operation into a part for every thread, does the first itself, and waits
 * for the others. The barrier costs about a microsecond while the helpers are awake.
 */
export class Crew {
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;

  constructor(
    control: Control,
    /** Threads, the leader included. */
    readonly size: number,
  ) {
    this.words = new Int32Array(control.words);
    this.numbers = new Float64Array(control.numbers);
  }

  /** `ordinal` tells the helpers what `own` is; `numbersOf(part)` are a part's arguments. */
  run(ordinal: number, own: Operation, numbersOf: (part: number) => readonly number[]): number {
    const { words, numbers, size } = this;
    for (let part = 1; part < size; part++) numbers.set(numbersOf(part), part * ARGUMENTS);
    words[OPERATION] = ordinal;
    Atomics.store(words, DONE, 0);
    Atomics.add(words, GENERATION, 1);
    if (Atomics.load(words, SLEEPERS) > 0) Atomics.notify(words, GENERATION);
    let result = own(...numbersOf(0)) ?? 0;
    this.wait();
    for (let part = 1; part < size; part++) result += numbers[part * ARGUMENTS];
    return result;
  }

  /** Until all parts are done; each is as long as ours was, unless its thread had to wait for a core. */
  private wait(): void {
    const { words } = this;
    const others = this.size - 1;
    for (let i = 0; i < PATIENCE; i++) if (Atomics.load(words, DONE) === others) return;
    Atomics.store(words, LEADER_SLEEPS, 1);
    for (let done = 0; done < others; done = Atomics.load(words, DONE)) Atomics.wait(words, DONE, done);
    Atomics.store(words, LEADER_SLEEPS, 0);
  }
}

/** The life of a helping thread, which does part `part` of every operation. Never returns: its host ends the thread. */
export function help(control: Control, part: number, operations: readonly Operation[]): never {
  const words = new Int32Array(control.words);
  const numbers = new Float64Array(control.numbers).subarray(part * ARGUMENTS, (part + 1) * ARGUMENTS);
  for (let seen = 0; ; ) {
    seen = nextGeneration(words, seen);
    numbers[0] = operations[words[OPERATION]](...numbers) ?? 0;
    Atomics.add(words, DONE, 1);
    if (Atomics.load(words, LEADER_SLEEPS) === 1) Atomics.notify(words, DONE);
  }
}

/** Waits for an operation, at first by looking again and again, because the next one is mostly near. */
function nextGeneration(words: Int32Array, seen: number): number {
  for (let i = 0; i < PATIENCE; i++) {
    const now = Atomics.load(words, GENERATION);
    if (now !== seen) return now;
  }
  Atomics.add(words, SLEEPERS, 1);
  while (Atomics.load(words, GENERATION) === seen) Atomics.wait(words, GENERATION, seen);
  Atomics.sub(words, SLEEPERS, 1);
  return Atomics.load(words, GENERATION);
}
