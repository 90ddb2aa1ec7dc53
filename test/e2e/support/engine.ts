import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import { openNetwork } from '../../../src/engine/model/openNetwork';
import { scoreText } from '../../../src/engine/scoring/score';
import { RunStore } from '../../../src/engine/storage/runs/runStore';
import { NodeFileSystem } from '../../../src/workers/nodeFileSystem';
import { loadKernels } from '../../../src/workers/ports';
import { checkout } from '../../host/lib/paths';

/** Returns the folder of the extension's runs, which is in the data of a server host. */
export function storeOf(userDataDir: string): string {
  const storage = path.join(userDataDir, 'User', 'globalStorage');
  const ours = readdirSync(storage).find(name => name.startsWith('elman-lab'));
  if (!ours) throw new Error(`the extension stored nothing in ${storage}`);
  return path.join(storage, ours, 'runs');
}

/** Returns the perplexity of a text that the engine computes with the last checkpoint of the newest run. */
export async function perplexityByEngine(
  storeFolder: string,
  context: string,
  text: string,
): Promise<number> {
  const store = new RunStore(new NodeFileSystem(storeFolder));
  const [newest] = await store.records.list();
  const checkpoint = await store.checkpoints.newest(newest.id);
  const kernels = await loadKernels(path.join(checkout, 'media'), 'auto');
  const { logProb, scored } = scoreText(openNetwork(kernels, checkpoint), context, text);
  return Math.exp(-logProb / scored);
}
