import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import type { TextModel } from '../../../src/engine/model/openModel';
import { openNetwork } from '../../../src/engine/model/openNetwork';
import { Reading } from '../../../src/engine/scoring/reading';
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
  const { logProb, scored } = scoreText(await newestModel(storeFolder), context, text);
  return Math.exp(-logProb / scored);
}

/** Returns the surprisal of each token of a text in bits, computed with the last checkpoint of the newest run. */
export async function surprisalByEngine(storeFolder: string, text: string): Promise<number[]> {
  const reading = new Reading(await newestModel(storeFolder));
  for (const _piece of reading.read(text, true));
  const { logProbs, length } = reading.tokens;
  return Array.from({ length }, (_, token) => -logProbs[token] / Math.LN2);
}

async function newestModel(storeFolder: string): Promise<TextModel> {
  const store = new RunStore(new NodeFileSystem(storeFolder));
  const [newest] = await store.records.list();
  const checkpoint = await store.checkpoints.newest(newest.id);
  return openNetwork(await loadKernels(path.join(checkout, 'media'), 'auto'), checkpoint);
}
