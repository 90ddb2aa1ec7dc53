import type { RunSettings } from '../protocol/run';
import { settings as table } from '../settings/settings';

/** The cells whose activation function can be chosen. The names of other networks do not contain it. */
const withActivation: readonly string[] = table['model.activation'].onlyWith.oneOf;

/** Returns a short description of the network: `elman · tanh · 100`, `gru · 3 × 128`. */
export const networkOf = (settings: RunSettings) => networkParts(settings).join(' · ');

/** Returns the name of the network: `elman tanh 100`, `gru 3 × 128`. */
export const networkName = (settings: RunSettings) => networkParts(settings).join(' ');

function networkParts(settings: RunSettings): string[] {
  const cell = String(settings['model.cell']);
  const layers = Number(settings['model.layers'] ?? 1);
  const size = String(settings['model.hidden']);
  return [
    cell,
    ...(withActivation.includes(cell) ? [String(settings['model.activation'])] : []),
    layers > 1 ? `${layers} × ${size}` : size,
  ];
}
