import { MAX_SHOWN } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import { attempt, type Page, type View } from '../../page';
import { button } from '../../toolkit';
import { toggle } from '../inputs';

/** Controls for which runs the page shows: chosen runs to compare, or always the newest. */
export function runsBar(page: Page): View {
  const { host, model, texts } = page;
  const pick = button({ label: '', press: () => attempt(page, host.request('pickRuns', undefined)) });
  const only = button({
    label: '',
    press: () => {
      const { current } = model.shown;
      if (current !== undefined) attempt(page, host.request('choose', { ids: [current] }));
    },
  });
  const pin = toggle(false, pinned => attempt(page, host.request('pin', { pinned })));
  const follow = toggle(true, follows => attempt(page, host.request('follow', { follows })));
  return {
    box: element('div', 'runs-bar', pick, only, pin.box, follow.box),
    update() {
      const { ids, follows, pinned } = model.shown;
      const isComparison = ids.length > 1;
      setText(pick, isComparison ? texts.t('Choose Runs…') : texts.t('Compare with…'));
      pick.title = texts.t('Choose the runs to show side by side, up to {0}', MAX_SHOWN);
      only.hidden = pin.box.hidden = !isComparison;
      setText(only, texts.t('Show Only This Run'));
      only.title = model.current?.record.name ?? '';
      setText(pin.label, texts.t('Pin comparison'));
      pin.box.title = texts.t('New runs on the same text join a pinned comparison.');
      pin.set(pinned);
      setText(follow.label, texts.t('Follow newest run'));
      follow.box.title = texts.t('Shows each new run when it starts, unless it joins a pinned comparison.');
      follow.set(follows);
    },
  };
}
