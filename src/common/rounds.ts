/**
 * The functions by which an experiment is trained in rounds. A round trains all runs that are due. After the
 * round, other runs may be due, or the same runs with more updates.
 */
export interface Rounds<Due> {
  /** Returns what should be trained now. */
  due(): Promise<readonly Due[]>;
  /** Returns a key of the run and of the number of updates up to which it should be trained. */
  keyOf(due: Due): string;
  /** Trains the runs of a round. Returns whether another round may follow. */
  train(due: readonly Due[]): Promise<boolean>;
}

/**
 * Trains rounds until no run is due. Ends early if a run has the same key as in the round before: the run
 * could not be trained, or another process trains it.
 */
export async function trainRounds<Due>({ due, keyOf, train }: Rounds<Due>): Promise<void> {
  for (let before = new Set<string>(); ; ) {
    const found = await due();
    const keys = found.map(keyOf);
    if (found.length === 0 || keys.some(key => before.has(key)) || !(await train(found))) return;
    before = new Set(keys);
  }
}
