import { configure } from '../../../src/engine/configuration/configure';
import { optimizerOptions } from '../../../src/engine/configuration/optimisation';

/** The options of an optimizer without settings. */
export const optimizerDefaults = optimizerOptions(configure({}));
