import { hasHeldOutText } from '../../../src/common/runFigures';
import { element, setText } from '../../dom';
import { attempt, type Page, type View } from '../../page';

/**
 * Shows a note that the run has no held-out text. A button starts a new training that holds out a part of the
 * text.
 */
export function heldOutNote(page: Page): View {
  const { host, model, texts } = page;
  const words = element('span');
  const validate = element('button', 'link');
  const box = element('p', 'held-out note secondary', words, ' ', validate);
  validate.type = 'button';
  validate.addEventListener('click', () => {
    const run = model.current?.record;
    if (run) attempt(page, host.request('holdOut', { id: run.id }));
  });
  return {
    box,
    update() {
      const run = model.current?.record;
      box.hidden = !run || hasHeldOutText(run);
      setText(words, texts.t('No held-out text: this may be memorised.'));
      setText(validate, texts.t('Train again with 5% held out'));
    },
  };
}
