import { element, setText } from '../dom';
import { attempt, type Page, type View } from '../page';
import { button } from '../toolkit';

/** Returns the view that the page shows as long as there is no run. */
export function emptyView(page: Page): View {
  const { host, texts } = page;
  const title = element('h1');
  const text = element('p');
  const sample = button({
    label: '',
    primary: true,
    press: () => attempt(page, host.request('openSample', undefined)),
  });
  const train = button({
    label: '',
    press: () => attempt(page, host.request('train', undefined)),
  });
  return {
    box: element('main', 'empty', title, text, element('div', 'buttons', sample, train)),
    update() {
      setText(title, texts.t('No run yet'));
      setText(
        text,
        texts.t(
          'Open a text and train a small recurrent network on it. The loss, the gradients and what the network writes appear here within a second.',
        ),
      );
      setText(sample, texts.t('Open the Sample Text'));
      setText(train, texts.t('Train Elman on this file'));
    },
  };
}
