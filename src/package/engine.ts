/**
 * The engine of Elman Lab as one ES module, dist/engine.mjs, for Node 20 and newer and for browsers.
 *
 *     import { createNetwork } from './dist/engine.mjs';
 *     const text = 'hello world, '.repeat(100);
 *     const network = await createNetwork({ 'model.cell': 'lstm', 'training.maxIterations': 500 }, text);
 *     for (const { iteration, loss } of network.train(text)) if (iteration % 100 === 0) console.log(loss);
 *     console.log(network.score('hello').perplexity, network.sample({ length: 40 }));
 */
import * as engine from '../engine';
import { kernelModule } from './kernelModules';

export type * from '../engine';
export { UserError } from '../protocol/userError';

/** Creates a network for the symbols of a text or of a list. Throws a UserError for invalid settings. */
export function createNetwork(settings: engine.Settings, symbols: engine.Symbols): Promise<engine.Network> {
  return engine.createNetwork(kernelModule, settings, symbols);
}

/**
 * Opens a file written by `save`, or a checkpoint of a run. Uses the kernel build that the file's settings
 * name if this machine can run it, else the fastest available build. `kernels.build` overrides this choice.
 * Throws a UserError for other files.
 */
export function openNetwork(
  bytes: Uint8Array,
  settings?: Pick<engine.Settings, 'kernels.build'>,
): Promise<engine.Network> {
  return engine.openNetwork(kernelModule, bytes, settings);
}

/**
 * Checks the gradients of a small network with these settings against central differences of its loss. Checks
 * every element of every parameter in 64-bit precision.
 */
export function checkGradients(settings: engine.Settings): engine.GradientReport {
  return engine.checkGradients(settings);
}

/** The range and default of every setting. */
export const settings: Readonly<Record<keyof engine.Settings, engine.SettingField>> = engine.settings;
