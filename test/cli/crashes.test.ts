import assert from 'node:assert/strict';
import { campaign } from '../fuzz/crashes/campaign';
import { endings } from '../fuzz/crashes/endings';
import { experimentCampaign } from '../fuzz/crashes/experimentCampaign';

/** Tests the same as `npm run fuzz -- --crashes`, in a shorter time. */
describe('a run of the command line, ended at random moments', () => {
  it('continues to the same rows and bits as a run that was never interrupted', async () => {
    const counts = Object.fromEntries(endings.map(kind => [kind, 1]));
    const kills = { 'kill at any moment': 2, 'kill in the first second after a checkpoint': 2 };
    const done = await campaign({
      seed: 1,
      counts: { ...counts, ...kills },
      configurations: ['min-char-rnn', 'validated LSTM'],
      iterations: 6000,
    });
    assert.deepEqual([...done.keys()].sort(), [...endings].sort());
  });
});

describe('an experiment, killed at random moments', () => {
  it('ends with the same table, report and weights as one that was never killed', async () => {
    const done = await experimentCampaign({ seed: 1, kills: 6 });
    assert.equal(
      [...done.values()].reduce((sum, count) => sum + count, 0),
      6,
    );
  });
});
