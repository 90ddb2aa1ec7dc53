import assert from 'node:assert/strict';
import { SuspendedRuns } from '../../src/extension/runs/suspendedRuns';
import type { TrainingList } from '../../src/extension/runs/trainingList';
import { configure, inState, openText, text, writeFile } from './support/services';
import { useExtension } from './support/useExtension';

/** Stores the list in memory instead of a file, so that successive sessions of a window use the same list. */
class SharedList implements TrainingList {
  constructor(public ids: readonly string[] = []) {}
  read = async () => this.ids;
  write = async (ids: readonly string[]) => {
    this.ids = ids;
  };
}

describe('runs that the end of a window pauses', () => {
  const services = useExtension({ settings: { 'training.maxIterations': 0, 'model.hidden': 8 } });
  const messages = {
    guard: <A extends unknown[], R>(action: (...args: A) => R | Promise<R>) => action as never,
  };
  const session = async (list: TrainingList) => {
    const suspended = new SuspendedRuns(services.runManager, list, messages);
    await suspended.open();
    return suspended;
  };
  const started = async () => {
    const { document } = await openText(text);
    return (await services.train(document.uri)).id;
  };

  it('are remembered, but not those that the user pauses', async () => {
    const list = new SharedList();
    const first = await session(list);
    const [kept, paused] = [await started(), await started()];
    await services.runManager.pause(paused);
    await inState(services, paused, 'paused');
    // Ends the session before its runs are paused, as VS Code does when the window closes.
    first.dispose();
    await services.runManager.pause(kept);
    await first.settled();
    assert.deepEqual(list.ids, [kept]);
  });

  for (const [setting, state] of [
    ['always', 'running'],
    ['never', 'paused'],
  ] as const)
    it(`${setting === 'always' ? 'resume automatically' : 'stay paused'} with the setting "${setting}"`, async () => {
      await configure({ 'runs.resume': setting });
      const id = await started();
      await services.runManager.pause(id);
      await inState(services, id, 'paused');
      const next = await session(new SharedList(['20200101T000000-deleted', id]));
      assert.equal(services.runManager.run(id)?.state, state);
      next.dispose();
    });

  it('resume as what they are: a translator, and a network that predicts from both sides', async () => {
    await configure({ 'runs.resume': 'always' });
    const endless = { 'training.maxIterations': 1_000_000, 'model.hidden': 8, 'model.embedding': 4 };
    const pairs = await writeFile(
      'pairs.tsv',
      Array.from({ length: 60 }, (_, i) => `${i}\t${2 * i}\n`).join(''),
    );
    const both = await writeFile('both sides.txt', text.repeat(8));
    const { translation, trainCloze } = services;
    const started = [
      await translation.trainTranslator.train(pairs, endless),
      await trainCloze.train(both, endless),
    ];
    for (const { id } of started) {
      await services.runManager.pause(id);
      await inState(services, id, 'paused');
    }
    const next = await session(new SharedList(started.map(({ id }) => id)));
    for (const { id, translation: symbols, task } of started) {
      const resumed = services.runManager.run(id);
      assert.deepEqual([resumed?.state, resumed?.translation, resumed?.task], ['running', symbols, task]);
    }
    next.dispose();
  });
});
