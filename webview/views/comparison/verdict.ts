import {
  obstacleText,
  pairSentences,
  pairsSummary,
  verdictSummary,
  verdictText,
} from '../../../src/charts/comparison/verdictText';
import { obstacleOf, verdictByPairs, verdictOf } from '../../../src/common/verdict';
import { element, setText } from '../../dom';
import { narrow } from '../../narrow';
import type { Page, View } from '../../page';

/** A verdict as sentences. With `summary`, the page shows the summary, which unfolds the other sentences. */
interface Words {
  readonly summary?: string;
  readonly sentences: readonly string[];
}

/**
 * Shows which condition has the lower loss, or why this is unknown. Hidden unless the shown runs belong to
 * several conditions. On a narrow page, and with more than two conditions, shows one sentence, which unfolds
 * the other sentences.
 */
export function verdictView(page: Page): View {
  const { model } = page;
  const summary = element('summary');
  const whole = element('div');
  const details = element('details', '', summary);
  const box = element('div', 'verdict');
  return {
    box,
    update() {
      const words = wordsOf(
        page,
        model.runs.map(({ record }) => record),
      );
      box.hidden = !words;
      if (!words) return;
      setText(summary, words.summary ?? '');
      showSentences(whole, words.sentences);
      const isFolded = words.summary !== undefined;
      if (isFolded && !details.isConnected) {
        details.append(whole);
        box.replaceChildren(details);
      } else if (!isFolded && whole.parentNode !== box) box.replaceChildren(whole);
    },
  };
}

function wordsOf({ texts, numbers }: Page, runs: Parameters<typeof verdictOf>[0]): Words | undefined {
  const obstacle = obstacleOf(runs);
  if (obstacle) return { sentences: [obstacleText(obstacle, texts)] };
  const pairs = verdictByPairs(runs);
  if (pairs) {
    const summary = pairsSummary(pairs, texts, numbers);
    const sentences = pairSentences(pairs, texts, numbers);
    return sentences.length > 0 ? { summary, sentences } : { sentences: [summary] };
  }
  const verdict = verdictOf(runs);
  if (!verdict) return undefined;
  const summary = narrow.matches ? verdictSummary(verdict, texts, numbers) : undefined;
  return { summary, sentences: [verdictText(verdict, texts, numbers)] };
}

/**
 * Shows each sentence as a paragraph. Keeps existing paragraphs, so that text that the user has selected in
 * them stays selected.
 */
function showSentences(box: HTMLElement, sentences: readonly string[]): void {
  while (box.children.length > sentences.length) box.lastChild?.remove();
  for (const [i, sentence] of sentences.entries()) {
    const known = box.children[i];
    const paragraph = known instanceof HTMLElement ? known : element('p');
    if (!known) box.append(paragraph);
    setText(paragraph, sentence);
  }
}
