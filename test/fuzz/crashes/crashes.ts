import { campaign } from './campaign';
import { endings } from './endings';
import { experimentCampaign } from './experimentCampaign';

/** Number of kills of the processes that train an experiment. */
const EXPERIMENT_KILLS = 50;

/**
 * Ends runs of every configuration 200 times by kills and 90 times in other ways. Throws an error if anything
 * is lost.
 */
export function crashes(seed: number): Promise<void> {
  const others = Object.fromEntries(endings.map(kind => [kind, 10]));
  const counts = { ...others, 'kill at any moment': 100, 'kill in the first second after a checkpoint': 100 };
  return reported(report => campaign({ seed, counts, iterations: 6000, report }));
}

/** Kills the processes that train experiments 50 times. Throws an error if anything is lost. */
export function experimentCrashes(seed: number): Promise<void> {
  return reported(report => experimentCampaign({ seed, kills: EXPERIMENT_KILLS, report }));
}

type Report = (line: string) => void;

/** Prints the progress of a campaign, then the number of endings by kind, and the time. */
async function reported(work: (report: Report) => Promise<ReadonlyMap<string, number>>): Promise<void> {
  const start = performance.now();
  for (const [kind, count] of await work(line => console.error(line))) console.log(`${count} times: ${kind}`);
  const minutes = (performance.now() - start) / 60_000;
  console.log(`nothing was lost, in ${minutes.toFixed(1)} minutes`);
}
