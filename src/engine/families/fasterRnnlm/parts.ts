import type { StatePart } from '../../../protocol/statePart';
import type { FasterRnnlmStructure } from './fasterRnnlmModel';
import { gatedKindOf, gateNames } from './layers';

/** Returns the parts of all layers: the hidden units, which scrn layers divide into s and h, and the gates. */
export function fasterRnnlmParts(structure: FasterRnnlmStructure): StatePart[] {
  const { hidden: H, layerCount, layerType, scrn } = structure;
  const C = scrn?.context ?? 0;
  return Array.from({ length: layerCount }, (_, layer): StatePart[] => [
    ...(C > 0 ? [{ name: 's', layer, size: C, kind: 'state' } as const] : []),
    ...(H > C ? [{ name: 'h', layer, size: H - C, kind: 'state' } as const] : []),
    ...(gatedKindOf(layerType) ? gateNames : []).map(
      name => ({ name, layer, size: H, kind: 'gate' }) as const,
    ),
  ]).flat();
}

/** Returns the values of these parts, from the hidden states of all layers [layers * H] and their gates. */
export function partValues(
  { hidden: H, layerCount, scrn }: FasterRnnlmStructure,
  hidden: Float64Array,
  gates: readonly (readonly Float64Array[])[],
): Float64Array[] {
  const C = scrn?.context ?? 0;
  return Array.from({ length: layerCount }, (_, l) => [
    ...(C > 0 ? [hidden.slice(l * H, l * H + C)] : []),
    ...(H > C ? [hidden.slice(l * H + C, l * H + H)] : []),
    ...(gates[l] ?? []),
  ]).flat();
}
