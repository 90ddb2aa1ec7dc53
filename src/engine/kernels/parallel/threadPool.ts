/**
 * Indices of the words in the control block, which all threads share. GENERATION is the number of operations
 * so far, DONE the number of finished parts of the current operation, and SLEEPERS the number of helpers that
 * sleep. OPERATION is the index of the current operation. LEADER_SLEEPS is 1 while the leading thread sleeps.
 * The block has WORDS words.
 */
const GENERATION = 0;
const DONE = 1;
const SLEEPERS = 2;
const OPERATION = 3;
const LEADER_SLEEPS = 4;
const WORDS = 8;
/** Maximum number of arguments of an operation. */
const ARGUMENTS = 15;
/**
 * Number of times that a waiting thread polls before it sleeps. Polling this often takes some tens of
 * microseconds. This is longer than the time between two kernels, but short enough not to keep a core from
 * other programs.
 */
const POLLS = 20_000;

/**
 * A kernel as a function of numbers. Some kernels return a count. The result of a split operation is then the
 * sum of the counts of its parts.
 */
export type Operation = (...numbers: readonly number[]) => number | undefined;

/**
 * Memory shared by the threads of a pool. It contains the current operation and its arguments, the number of
 * finished parts, and the results of the parts.
 */
export interface ControlBlock {
  readonly words: SharedArrayBuffer;
  readonly numbers: SharedArrayBuffer;
}

/** Allocates the control block for a number of threads, which includes the leading thread. */
export function makeControlBlock(threads: number): ControlBlock {
  return {
    words: new SharedArrayBuffer(4 * WORDS),
    numbers: new SharedArrayBuffer(8 * ARGUMENTS * threads),
  };
}

/**
 * The thread pool as the leading thread uses it. Splits an operation into one part per thread, runs the first
 * part in the leading thread and waits for the others. Synchronising the threads takes about a microsecond if
 * no helper is asleep.
 */
export class ThreadPool {
  private readonly words: Int32Array;
  private readonly numbers: Float64Array;

  constructor(
    control: ControlBlock,
    /** Number of threads in the pool, including the leading thread. */
    readonly size: number,
  ) {
    this.words = new Int32Array(control.words);
    this.numbers = new Float64Array(control.numbers);
  }

  /**
   * Runs an operation on all threads and returns the sum of its counts. `own` is the operation in the leading
   * thread. `ordinal` is its index in the list of `operationsOf`. `numbersOf(part)` returns the arguments of
   * a part.
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
   * Waits until all parts are done. All parts have about equal size, so the wait is short unless a helper
   * does not get a core.
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
 * Runs part `part` of every operation, in a helper thread. Never returns: the thread ends when the thread
 * that started it ends.
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

/**
 * Waits for the next operation after generation `seen`. Polls before it sleeps, because the next operation
 * usually follows soon.
 */
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
