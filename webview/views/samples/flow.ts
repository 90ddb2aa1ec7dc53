import { type Reach, reachOf } from '../../../src/charts/samples/flow';
import { plural } from '../../../src/common/plural';
import type { Page, View } from '../../page';
import { flowContent } from '../../samples/flowContent';
import { sampleCard } from './sampleCard';

/** Returns a card with the gradient flow at the time of the shown sample. */
export function flowView(page: Page): View {
  return sampleCard(page, 'flow', flowContent, () => wordsOf(page));
}

function wordsOf({ model, texts, numbers }: Page): string {
  const flow = model.shownSample?.flow;
  const verdict = flow?.length ? verdictOf(reachOf(flow), texts.t, numbers) : '';
  const meaning = texts.t(
    'How much of the error at step t reaches the hidden state k steps earlier: norm of dL(t)/dh(t−k).',
  );
  return `${meaning} ${verdict}`;
}

function verdictOf({ kind, lag, share }: Reach, t: Page['texts']['t'], numbers: Page['numbers']): string {
  const [steps, ratio] = [numbers.whole(lag), numbers.precise(share, 2)];
  switch (kind) {
    case 'none':
      return t(
        'No error is propagated back through time: this network has no recurrent weights that are trained.',
      );
    case 'vanishes':
      return plural(
        lag,
        t(
          'Vanishing: after {0} step only {1} of it is left, too little to learn longer dependencies.',
          steps,
          numbers.smallPercent(share),
        ),
        t(
          'Vanishing: after {0} steps only {1} of it is left, too little to learn longer dependencies.',
          steps,
          numbers.smallPercent(share),
        ),
      );
    case 'explodes':
      return plural(
        lag,
        t(
          'Exploding: after {0} step it is {1} times as large. Clip the gradients, or lower the learning rate.',
          steps,
          ratio,
        ),
        t(
          'Exploding: after {0} steps it is {1} times as large. Clip the gradients, or lower the learning rate.',
          steps,
          ratio,
        ),
      );
    case 'reaches':
      return plural(
        lag,
        t('Stable: after {0} step it is {1} times as large.', steps, ratio),
        t('Stable: after {0} steps it is {1} times as large.', steps, ratio),
      );
  }
}
