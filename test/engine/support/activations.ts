import type { Activation } from '../../../src/engine/kernels/kernels';
import { settings } from '../../../src/settings/settings';

export const activations = Object.keys(settings['model.activation'].choices) as Activation[];
