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

/** A new network over the symbols of a text, or over a list of them. Throws a UserError for settings that will not do. */
export function createNetwork(settings: engine.Settings, symbols: engine.Symbols): Promise<engine.Network> {
  return engine.createNetwork(kernelModule, settings, symbols);
}

/**
 * What `save` made, or a checkpoint of a run. It is computed by the kernels that its settings name, or by the fastest where
 * those do not run; `kernels.build` chooses others. Throws a UserError for anything else.
 */
export function openNetwork(
  bytes: Uint8Array,
  settings?: Pick<engine.Settings, 'kernels.build'>,
): Promise<engine.Network> {
  return engine.openNetwork(kernelModule, bytes, settings);
}

/**
 * Holds the gradients of a network with these settings, made small, to central differences of its loss, for every
 * element of every parameter, in 64 bits.
 */
export function checkGradients(settings: engine.Settings): engine.GradientReport {
  return engine.checkGradients(settings);
}

/** Every setting's range and default. */
export const settings: Readonly<Record<keyof engine.Settings, engine.SettingField>> = engine.settings;
