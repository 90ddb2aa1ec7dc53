import { MAX_SHOWN } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import { attempt, type Page, type View } from '../../page';
import { button } from '../../toolkit';
import { toggle } from '../inputs';

/** Controls for which runs the page shows: chosen runs to compare, or always the newest. */
export function runsBar(page: Page): View {
  const { host, model, texts } = page;
  const pick = button({ label: '', press: () => attempt(page, host.request('pickRuns', undefined)) });
  const follow = toggle(true, follows => attempt(page, host.request('follow', { follows })));
  return {
    box: element('div', 'runs-bar', pick, follow.box),
    update() {
      const { ids, follows } = model.shown;
      setText(pick, ids.length > 1 ? texts.t('Choose Runs…') : texts.t('Compare with…'));
      pick.title = texts.t('Choose the runs to show side by side, up to {0}', MAX_SHOWN);
      setText(follow.label, texts.t('Follow newest run'));
      follow.set(follows);
    },
  };
}
