import type { Page, View } from '../../page';
import { type Reach, reachOf } from '../../samples/flow';
import { flowContent } from '../../samples/flowContent';
import { sampleCard } from './sampleCard';

/** How far errors reach back, at the time of the shown sample. */
export function flowView(page: Page): View {
  return sampleCard(page, 'flow', flowContent, () => wordsOf(page));
}

function wordsOf({ model, texts, numbers }: Page): string {
  const flow = model.shownSample?.flow;
  const verdict = flow?.length ? verdictOf(reachOf(flow), texts.t, numbers) : '';
  const meaning = texts.t(
    'Norm of dL(t)/dh(t−k): how much the error of a step changes the hidden state k steps before it.',
  );
  return `${meaning} ${verdict}`;
}

function verdictOf({ kind, lag, share }: Reach, t: Page['texts']['t'], numbers: Page['numbers']): string {
  const [steps, ratio] = [numbers.whole(lag), numbers.precise(share, 2)];
  switch (kind) {
    case 'none':
      return t('Nothing goes back: this network has no memory that learns.');
    case 'vanishes':
      return t(
        'It vanishes: after {0} steps {1} times its size is left, too little to learn from what is further back.',
        steps,
        ratio,
      );
    case 'explodes':
      return t(
        'It explodes: after {0} steps it is {1} times its size. Clip the gradients, or lower the learning rate.',
        steps,
        ratio,
      );
    case 'reaches':
      return t('It reaches back: after {0} steps it is {1} times its size.', steps, ratio);
  }
}
