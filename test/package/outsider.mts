// A program of a user who has only engine.mjs and engine.d.mts. The test checks its types next to a copy of
// these files; the program is never run.
import {
  checkGradients,
  createNetwork,
  type Network,
  openNetwork,
  type Settings,
  settings,
  UserError,
} from './engine.mjs';

const lstm: Settings = { 'model.cell': 'lstm', 'model.hidden': 32, 'kernels.build': 'reference' };

// @ts-expect-error: there is no such cell
const misspelt: Settings = { 'model.cell': 'lstn' };
// @ts-expect-error: there is no such setting
const unknown: Settings = { 'model.hiden': 32 };

export async function use(text: string): Promise<string> {
  const network: Network = await createNetwork(lstm, text);
  const listed: Network = await createNetwork({ ...misspelt, ...unknown }, { vocabulary: ['a', 'b'] });
  for (const { name, rows, columns } of network.parameters)
    network.set(name, new Float32Array(rows * columns));
  // @ts-expect-error: parameters have names
  network.get(0);
  for (const { iteration, loss, epoch } of network.train(text)) if (iteration > loss + epoch) break;
  const ids: Int32Array = network.encode(text);
  const { loss, gradients } = network.gradients(ids, ids);
  const slope: number = gradients.Wxh[0] + loss + listed.loss([0, 1]);
  const { perplexity, mostSurprising } = network.score(text, 'before');
  const again = await openNetwork(network.save());
  const isRight: boolean = checkGradients(lstm).isRight;
  const cells = settings['model.cell'];
  const names: readonly string[] = cells.kind === 'choice' ? cells.choices : [];
  const error = new UserError('{0}', [slope, perplexity]);
  return [
    again.sample({ length: 3, prime: 'a' }),
    error.message,
    mostSurprising[0].text,
    isRight,
    ...names,
  ].join();
}
