import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import type { AnalogyQuestion, NearWord } from '../../src/protocol/vectors';
import { element } from '../dom';
import { button, textField } from '../toolkit';
import { nearList } from './nearList';

/** Number of words in the answer to an analogy question. */
const COUNT = 10;

export interface AnalogyPorts {
  readonly texts: PageTexts;
  readonly numbers: NumberFormat;
  readonly ask: (question: AnalogyQuestion) => Promise<readonly NearWord[]>;
  readonly choose: (word: NearWord) => void;
}

/**
 * Returns a section with three fields for words, for example king − man + woman. The Enter key or the button
 * requests the nearest words of the result.
 */
export function analogyBox({ texts, numbers, ask, choose }: AnalogyPorts): HTMLElement {
  const { t } = texts;
  const answer = element('div', 'answer');
  answer.setAttribute('role', 'status');
  const show = (...parts: readonly (Node | string)[]) => answer.replaceChildren(...parts);

  const compute = () => {
    const [b, a, c] = fields.map(({ value }) => value.trim());
    if (a === '' || b === '' || c === '') {
      show(element('p', 'note secondary', t('Enter three words, such as king − man + woman.')));
      return;
    }
    ask({ a, b, c, count: COUNT }).then(
      near => show(nearList(near, numbers, choose)),
      error => show(element('p', 'note warning', texts.explain(error))),
    );
  };
  const fields = [t('Word'), t('minus'), t('plus')].map(label => {
    const field = textField({ label, value: '', enter: compute });
    field.size = 12;
    return field;
  });
  const row = element('div', 'field', ...fields, button({ label: t('Compute'), press: compute }));
  return element('section', 'analogy', element('h2', '', t('Analogy')), row, answer);
}
