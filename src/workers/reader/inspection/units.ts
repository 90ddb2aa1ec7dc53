import { textProperty } from '../../../engine/inspection/properties';
import { propertyTokens } from '../../../engine/inspection/propertyTokens';
import { UnitCorrelations } from '../../../engine/inspection/rankUnits';
import { linePieces } from '../../../engine/scoring/textPieces';
import type { UnitProperty, UnitRanking } from '../../../protocol/unitRanking';
import { patternReader } from '../../patternReader';
import { yieldToMessages } from '../../ports';
import type { LoadedModel } from '../models';
import { noHiddenStates } from './noHiddenStates';

/** Maximum number of tokens that are read, and number of tokens between two checks for a cancellation. */
const [MOST_TOKENS, SLICE] = [20_000, 200];
/** Number of units in the answer. */
const MOST_UNITS = 30;

/** Ranks the units of a network by their correlation with a property of a text. */
export async function unitsOf(
  { open }: LoadedModel,
  text: string,
  property: UnitProperty,
  signal: AbortSignal,
): Promise<UnitRanking> {
  const inspector = open.model.inspector?.();
  if (!inspector) throw noHiddenStates();
  const correlations = new UnitCorrelations(inspector.parts);
  const pieces = linePieces(open, { name: '', bytes: new TextEncoder().encode(text) });
  let read = 0;
  for (const token of propertyTokens(open, inspector, pieces, textProperty(property, patternReader))) {
    correlations.add(token.property, token.values);
    if (++read === MOST_TOKENS) break;
    if (read % SLICE === 0) await yieldToMessages();
    signal.throwIfAborted();
  }
  const ranking = correlations.ranking();
  return { ...ranking, units: ranking.units.slice(0, MOST_UNITS) };
}
