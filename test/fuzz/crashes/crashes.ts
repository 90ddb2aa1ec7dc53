import { campaign } from './campaign';
import { endings } from './endings';
import { experimentCampaign } from './experimentCampaign';

/** Number of kills of the processes that train an experiment. */
const EXPERIMENT_KILLS = 50;

/**
 * Ends runs of every configuration 200 times by kills and 90 times in other ways. Then kills the processes of
 * experiments 50 times. Throws an error if anything is lost.
 */
export async function crashes(seed: number): Promise<void> {
  const start = performance.now();
  const others = Object.fromEntries(endings.map(kind => [kind, 10]));
  const done = await campaign({
    seed,
    counts: { ...others, 'kill at any moment': 100, 'kill in the first second after a checkpoint': 100 },
    iterations: 6000,
    report: line => console.error(line),
  });
  for (const [kind, count] of done) console.log(`${count} times: ${kind}`);
  const kills = await experimentCampaign({
    seed,
    kills: EXPERIMENT_KILLS,
    report: line => console.error(line),
  });
  for (const [kind, count] of kills) console.log(`${count} times killed, an experiment: ${kind}`);
  const minutes = (performance.now() - start) / 60_000;
  console.log(`nothing was lost, in ${minutes.toFixed(1)} minutes`);
}
