import { keyOf, normal, type Purpose, stepWords, uniform } from '../../core/random';
import type { NumberExports } from './exports';
import { newNumberModule } from './numberModule';

/** Where draws start, as in `core/random.ts`. The following draws have the following indices. */
export interface FirstDraw {
  readonly seed: number;
  readonly purpose: Purpose;
  readonly step: number;
  readonly index: number;
}

/** Number of draws that the module makes at a time. */
const ROOM = 1 << 14;
/** Number of draws after the last one for which the module needs memory. */
const MARGIN = 4;

interface DrawModule extends NumberExports {
  readonly to: number;
  readonly list: number;
}

/**
 * Fills `to` with draws, which are those of `normal` and `uniform` in `core/random.ts`, bit for bit: standard
 * normal numbers, or numbers from [0, 1).
 */
export function fillDraws(kind: 'normal' | 'uniform', first: FirstDraw, to: Float64Array): void {
  const module = drawModule();
  if (module) fillByModule(module, kind, first, to);
  else fillSlowly(kind, first, to);
}

function fillByModule(
  module: DrawModule,
  kind: 'normal' | 'uniform',
  first: FirstDraw,
  to: Float64Array,
): void {
  const [step, place] = stepWords(first.step);
  const [seed, purpose] = keyOf(first.seed, first.purpose);
  for (let at = 0; at < to.length; at += ROOM) {
    const length = Math.min(ROOM, to.length - at);
    const rest = [length, first.index + at, step, place, seed, purpose] as const;
    if (kind === 'normal') module.normals(module.to, module.list, ...rest);
    else module.uniforms(module.to, ...rest);
    to.set(new Float64Array(module.memory.buffer, module.to, length), at);
  }
}

/** For machines that cannot run the module. */
function fillSlowly(kind: 'normal' | 'uniform', first: FirstDraw, to: Float64Array): void {
  const { seed, purpose, step, index } = first;
  const draw = kind === 'normal' ? normal : uniform;
  for (let i = 0; i < to.length; i++) to[i] = draw(seed, purpose, step, index + i);
}

let created: DrawModule | undefined;

function drawModule(): DrawModule | undefined {
  if (created) return created;
  const module = newNumberModule();
  if (!module) return undefined;
  const bytes = (ROOM + MARGIN) * Float64Array.BYTES_PER_ELEMENT;
  created = { ...module, to: module.reserve(bytes), list: module.reserve(bytes / 2) };
  return created;
}
