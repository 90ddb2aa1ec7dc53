/** Indices into the control block, which all threads share. */
const GENERATION = 0;
const DONE = 1;
const SLEEPERS = 2;
const OPERATION = 3;
const LEADER_SLEEPS = 4;
const WORDS = 8;
/** Maximum number of arguments of an operation. */
const ARGUMENTS = 12;
/**
 * Number of times a waiting thread polls before it sleeps: some tens of microseconds. That is longer than the
 * time between two kernels, but too short to take a core away from other programs.
 */
const POLLS = 20_000;

/** A kernel. Some return a count; the result of an operation is the sum of its parts' counts. */
export type Operation = (...numbers: readonly number[]) => number | undefined;

/**
 * Memory shared with the helpers: the operation and its arguments, the number of parts done, and their
 * results.
 */
export interface ControlBlock {
  readonly words: SharedArrayBuffer;
  readonly numbers: SharedArrayBuffer;
}

/** Allocates the control block for a number of threads, including the leader. */
export function makeControlBlock(threads: number): ControlBlock {
  return {
    words: new SharedArrayBuffer(4 * WORDS),
    numbers: new SharedArrayBuffer(8 * ARGUMENTS * threads),
  };
}

/**
 * The leading thread's view of the thread pool. It splits an operation into one part per thread, runs the
 * first part itself and waits for the others. The barrier costs about a microsecond while the helpers are
 * awake.
 */
export class ThreadPool {
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;

  constructor(
    control: ControlBlock,
    /** Number of threads, including the leader. */
    readonly size: number,
  ) {
    this.words = new Int32Array(control.words);
    this.numbers = new Float64Array(control.numbers);
  }

  /**
   * Runs an operation on all threads. `ordinal` is its index in the helpers' list; `numbersOf(part)` returns
   * the arguments of a part.
   */
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

  /**
   * Waits until all parts are done. Parts are of equal length, so this is short unless a thread waits for a
   * core.
   */
  private wait(): void {
    const { words } = this;
    const others = this.size - 1;
    for (let i = 0; i < POLLS; i++) if (Atomics.load(words, DONE) === others) return;
    Atomics.store(words, LEADER_SLEEPS, 1);
    for (let done = 0; done < others; done = Atomics.load(words, DONE)) Atomics.wait(words, DONE, done);
    Atomics.store(words, LEADER_SLEEPS, 0);
  }
}

/**
 * The main loop of a helper thread, which runs part `part` of every operation. Never returns; its host ends
 * the thread.
 */
export function runHelper(control: ControlBlock, part: number, operations: readonly Operation[]): never {
  const words = new Int32Array(control.words);
  const numbers = new Float64Array(control.numbers).subarray(part * ARGUMENTS, (part + 1) * ARGUMENTS);
  for (let seen = 0; ; ) {
    seen = nextGeneration(words, seen);
    numbers[0] = operations[words[OPERATION]](...numbers) ?? 0;
    Atomics.add(words, DONE, 1);
    if (Atomics.load(words, LEADER_SLEEPS) === 1) Atomics.notify(words, DONE);
  }
}

/** Waits for the next operation. Polls first, because the next one usually follows soon. */
function nextGeneration(words: Int32Array, seen: number): number {
  for (let i = 0; i < POLLS; i++) {
    const now = Atomics.load(words, GENERATION);
    if (now !== seen) return now;
  }
  Atomics.add(words, SLEEPERS, 1);
  while (Atomics.load(words, GENERATION) === seen) Atomics.wait(words, GENERATION, seen);
  Atomics.sub(words, SLEEPERS, 1);
  return Atomics.load(words, GENERATION);
}
