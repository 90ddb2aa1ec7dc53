import type { Kernels } from '../../../engine/kernels/kernels';
import { lesionModel, notLesionable } from '../../../engine/model/lesionModel';
import { openModelFile } from '../../../engine/model/modelFile';
import type { OpenModel } from '../../../engine/model/openModel';
import { isNetwork, type OpenNetwork } from '../../../engine/model/openNetwork';
import { isMatrix } from '../../../engine/nn/parameters';
import { perplexity } from '../../../engine/scoring/perplexities';
import { scorePieces } from '../../../engine/scoring/scorePieces';
import type { LesionChoice, LesionEffect } from '../../../protocol/lesion';
import { sampleFrom } from '../answers';
import type { LoadedModel } from '../loadedModel';

/** Maximum number of UTF-16 units of the text that are scored, and the number of tokens of a sample. */
const [MOST, SAMPLE] = [20_000, 120];

/**
 * Returns what a lesion does to the perplexity of the start of a text and to a sample. An empty choice returns the
 * network as it is. Throws a UserError for other models than networks.
 */
export async function lesionEffect(
  { open }: LoadedModel,
  text: string,
  choice: LesionChoice,
  load: () => Promise<Kernels>,
): Promise<LesionEffect> {
  if (!isNetwork(open)) throw notLesionable(open.description);
  const { network } = open;
  const networks = [open, ...(isEmpty(choice) ? [] : [await lesionedNetwork(open, choice, load)])];
  const { lesion } = networks[networks.length - 1].network;
  const part = text.slice(0, MOST);
  return {
    layers: network.shape.layers,
    hidden: network.shape.hidden,
    matrices: network.parameters.filter(isMatrix).map(each => each.name),
    units: lesion?.units ?? [],
    connections: lesion?.connections.reduce((sum, { entries }) => sum + entries.length, 0) ?? 0,
    perplexities: networks.map(each => perplexity(scorePieces(each, [part].values()))),
    samples: networks.map(each => sampleOf(each)),
  };
}

/** Opens the network with a lesion in memory of its own, which is freed with it. */
export async function lesionedNetwork(
  open: OpenModel,
  choice: LesionChoice,
  load: () => Promise<Kernels>,
): Promise<OpenNetwork> {
  if (!isNetwork(open)) throw notLesionable(open.description);
  const base = { name: open.description, iteration: open.iteration, sha256: '0'.repeat(64) };
  return openModelFile(await load(), lesionModel(open, choice, base).bytes);
}

const isEmpty = ({ units = [], unitShare = 0, connections = [], connectionShares = [] }: LesionChoice) =>
  units.length === 0 &&
  unitShare === 0 &&
  connections.length === 0 &&
  connectionShares.every(({ share }) => share === 0);

const sampleOf = (open: OpenModel) => sampleFrom(open, { length: SAMPLE, temperature: 1, seed: 1 }, 0).text;
