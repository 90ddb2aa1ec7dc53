import { obstacleText, pairSentences, pairsSummary, verdictText } from '../charts/comparison/verdictText';
import { NumberFormat } from '../charts/format';
import { PageTexts } from '../charts/texts';
import { obstacleOf, verdictByPairs, verdictOf } from '../common/verdict';
import type { RunRecord } from '../protocol/run';

/**
 * Returns a verdict on the conditions of runs in English sentences, one per line: which has the lowest loss,
 * and whether that is evidence. If there is no verdict, says why not.
 */
export function verdictLines(runs: readonly RunRecord[]): string[] {
  const texts = new PageTexts();
  const numbers = new NumberFormat(() => 'en');
  const obstacle = obstacleOf(runs);
  if (obstacle) return [obstacleText(obstacle, texts)];
  const verdict = verdictOf(runs);
  if (verdict) return [verdictText(verdict, texts, numbers)];
  const pairs = verdictByPairs(runs);
  if (pairs) return [pairsSummary(pairs, texts, numbers), ...pairSentences(pairs, texts, numbers)];
  return ['No verdict: the runs belong to one condition, or their losses are equal or missing.'];
}
