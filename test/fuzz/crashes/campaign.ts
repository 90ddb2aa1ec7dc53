import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dice } from '../../engine/storage/support/mutate';
import { configurations } from './configurations';
import { type Disk, makeDisk } from './disk';
import { disturb, type Ending, endings } from './endings';
import { type Outcome, Product } from './product';

/** A text that is long enough for about ten checkpoints. */
const TEXT = 'the quick brown fox jumps over the lazy dog, and one ran away in the dark.\n'.repeat(12);

export interface Plan {
  readonly seed: number;
  /** Number of endings of each kind, in all configurations together. */
  readonly counts: Readonly<Partial<Record<Ending, number>>>;
  readonly configurations?: readonly string[];
  /** Number of updates of a run. */
  readonly iterations: number;
  readonly report?: (line: string) => void;
}

/**
 * Trains runs of several configurations with the command line, and ends each of them repeatedly at random
 * moments. Asserts that the rows and bits of the results equal those of runs that were not interrupted.
 * Returns the number of endings by kind. Throws if anything is lost.
 */
export async function campaign(plan: Plan): Promise<Map<Ending, number>> {
  const { seed, iterations, report = () => {} } = plan;
  const names = plan.configurations ?? Object.keys(configurations);
  const done = new Map<Ending, number>();
  const folder = mkdtempSync(join(tmpdir(), 'elman-crashes-'));
  try {
    const text = join(folder, 'text.txt');
    writeFileSync(text, TEXT);
    const works = names.map((name, i) => async () => {
      const flags = `${configurations[name]} --max-iterations ${iterations}`.split(' ');
      const whole = new Product(text, flags, join(folder, `${i}-whole`));
      await whole.finish();
      const expected = await whole.outcome();
      assert.equal(expected.state, 'done');
      const roll = dice(seed + i);
      const left = shuffled(shareOf(plan.counts, i, names.length), roll);
      for (let run = 0; left.length > 0; run++) {
        const disk = makeDisk(join(folder, `${i}-${run}`));
        const product = new Product(text, flags, disk.folder, disk.environment);
        const count = (kind: Ending) => done.set(kind, (done.get(kind) ?? 0) + 1);
        await disturbed({ product, disk, left, expected, roll, count }).finally(() => disk.remove());
        report(`${name}: run ${run} is whole, ${left.length} endings left`);
      }
    });
    await inPairs(works);
    return done;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Trial {
  readonly product: Product;
  readonly disk: Disk;
  readonly left: Ending[];
  readonly expected: Outcome;
  readonly roll: (n: number) => number;
  readonly count: (kind: Ending) => void;
}

/** Trains a run, ends it in the ways of `left`, and compares its outcome with the expected one. */
async function disturbed({ product, disk, left, expected, roll, count }: Trial): Promise<void> {
  const history: string[] = [];
  for (let isOver = false; !isOver && left.length > 0; ) {
    const kind = left[left.length - 1];
    const found = await disturb({ product, disk, kind, roll }).catch(error => {
      throw new Error(`after ${history.join(', ') || 'nothing'}: ${kind}: ${error}`, { cause: error });
    });
    isOver = found === 'was over';
    if (isOver) break;
    history.push(kind);
    left.pop();
    count(kind);
  }
  await product.finish();
  assert.deepEqual(await product.outcome(), expected, history.join(', '));
}

function shareOf(counts: Plan['counts'], part: number, parts: number): Ending[] {
  return endings.flatMap(kind => {
    const count = counts[kind] ?? 0;
    const share = Math.floor((count * (part + 1)) / parts) - Math.floor((count * part) / parts);
    return new Array<Ending>(share).fill(kind);
  });
}

function shuffled<T>(items: T[], roll: (n: number) => number): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = roll(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

/**
 * Runs two works at a time, because the smallest machine has two cores. If one work fails, waits for the
 * other one, then throws the error.
 */
async function inPairs(works: (() => Promise<void>)[]): Promise<void> {
  const next = async (): Promise<void> => {
    for (let work = works.shift(); work; work = works.shift()) {
      await work().catch(error => {
        works.length = 0;
        throw error;
      });
    }
  };
  for (const result of await Promise.allSettled([next(), next()]))
    if (result.status === 'rejected') throw result.reason;
}
