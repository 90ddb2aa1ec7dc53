import type { Sample } from '../../../src/protocol/run';
import { element, setText } from '../../dom';
import type { Page } from '../../page';

/**
 * The sample of one run: its name if there are two, the text, and the iteration if it was sampled on demand.
 */
export function sampleText({ texts, numbers }: Page) {
  const name = element('h3');
  const text = element('pre', 'sample');
  const at = element('span', 'secondary');
  const box = element('div', '', element('div', 'sample-name', name, at), text);
  text.tabIndex = 0;
  const show = (label: string | undefined, sample: Sample | undefined, isDrawn: boolean) => {
    setText(name, label ?? '');
    name.hidden = label === undefined;
    setText(text, sample?.text ?? '');
    setText(
      at,
      isDrawn && sample ? texts.t('sampled now, iteration {0}', numbers.whole(sample.iteration)) : '',
    );
    text.setAttribute('aria-label', [texts.t('Sampled text'), label ?? ''].join(' '));
  };
  const words = () => (name.hidden ? text.textContent : `${name.textContent}\n${text.textContent}`) ?? '';
  return { box, show, words };
}
