import { withoutStates } from '../../../engine/inspection/parts';
import { textProperty } from '../../../engine/inspection/properties';
import { propertyTokens } from '../../../engine/inspection/propertyTokens';
import { hiddenUnits, UnitCorrelations } from '../../../engine/inspection/rankUnits';
import { linePieces } from '../../../engine/scoring/textPieces';
import type { RankingChoice, UnitRanking } from '../../../protocol/unitRanking';
import { patternReader } from '../../patternReader';
import { yieldToMessages } from '../../ports';
import type { LoadedModel } from '../loadedModel';

/** Maximum number of tokens that are read, and number of tokens between two checks for a cancellation. */
const [MOST_TOKENS, SLICE] = [20_000, 200];
/** Number of units in the answer, unless only hidden units are wanted. */
const MOST_UNITS = 30;

/** Ranks the units of a network by their correlation with a property of a text. */
export async function unitsOf(
  { open }: LoadedModel,
  text: string,
  { property, hidden }: RankingChoice,
  signal: AbortSignal,
): Promise<UnitRanking> {
  const inspector = open.model.inspector?.();
  if (!inspector) throw withoutStates(open.description);
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
  const { units } = ranking;
  const found = hidden === undefined ? units.slice(0, MOST_UNITS) : hiddenUnits(ranking, hidden);
  return { ...ranking, units: found };
}
