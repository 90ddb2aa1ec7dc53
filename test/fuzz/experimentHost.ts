// `node dist/test/fuzz/experimentHost.js FILE TEXT RUNS` trains the runs of an experiment as the extension
// host does: each run in its own process, and two runs at a time, until all runs have ended.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { hasEnded } from '../../src/common/hasEnded';
import { RunStore } from '../../src/engine/storage/runs/runStore';
import { planExperiment } from '../../src/workers/experiments';
import { NodeFileSystem } from '../../src/workers/nodeFileSystem';
import { trainAsHost } from '../support/hostTraining';

async function main([file, text, storeFolder]: readonly string[]): Promise<void> {
  const store = new RunStore(new NodeFileSystem(storeFolder));
  const source = { name: basename(text), uri: '', bytes: new Uint8Array(readFileSync(text)) };
  const plan = await planExperiment(readFileSync(file, 'utf8'), { texts: { [source.name]: source } });
  const waiting = [...plan.runs];
  const complain = (error: unknown) => console.error(error);
  const work = async () => {
    for (let run = waiting.shift(); run; run = waiting.shift()) {
      const { id, settings } = run;
      const [record] = await store.records.list([id]);
      if (hasEnded(record)) continue;
      const begin = record ? id : { id, name: 'crashes', text: source, settings };
      // Ignores the error that another process is training the run.
      await trainAsHost({ storeFolder, begin, complain }).catch(complain);
    }
  };
  await Promise.all([work(), work()]);
}

void main(process.argv.slice(2));
