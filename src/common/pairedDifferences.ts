/** Losses of a condition's runs in nats per token, by the run's seed. */
export type LossBySeed = ReadonlyMap<number, number>;

/** Returns the differences `higher - lower` for every seed with which both conditions were trained. */
export function pairedDifferences(lower: LossBySeed, higher: LossBySeed): number[] {
  return [...lower].flatMap(([seed, loss]) => {
    const other = higher.get(seed);
    return other === undefined ? [] : [other - loss];
  });
}
