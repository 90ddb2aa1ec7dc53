/** How an experiment is trained in rounds. After a round, other runs may be due, or the same ones again. */
export interface Rounds<Due> {
  /** Returns what should be trained now. */
  due(): Promise<readonly Due[]>;
  /** Identifies a run and how far it should train. */
  keyOf(due: Due): string;
  /** Trains a round. Returns whether another one follows. */
  train(due: readonly Due[]): Promise<boolean>;
}

/**
 * Trains rounds until nothing is due. Ends early if a run is due again, just as in the round before: it could not be
 * trained, or another process trains it.
 */
export async function trainRounds<Due>({ due, keyOf, train }: Rounds<Due>): Promise<void> {
  for (let before = new Set<string>(); ; ) {
    const found = await due();
    const keys = found.map(keyOf);
    if (found.length === 0 || keys.some(key => before.has(key)) || !(await train(found))) return;
    before = new Set(keys);
  }
}
