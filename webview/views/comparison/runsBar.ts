import { fullName } from '../../../src/common/runNames';
import { MAX_SHOWN } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import { narrow } from '../../narrow';
import { attempt, type Page, type View } from '../../page';
import { button, checkbox } from '../../toolkit';
import { menuButton } from '../menu';

/**
 * Returns the controls that set which runs the page shows: runs that the user chooses to compare, or always
 * the newest run. On a narrow page, all controls except the button that picks runs are in a menu.
 */
export function runsBar(page: Page): View {
  const { host, model, texts } = page;
  const showOnly = () => {
    const { current } = model.shown;
    if (current !== undefined) attempt(page, host.request('choose', { ids: [current] }));
  };
  const setPinned = (pinned: boolean) => attempt(page, host.request('pin', { pinned }));
  const setFollows = (follows: boolean) => attempt(page, host.request('follow', { follows }));
  const words = () => ({
    only: texts.t('Show Only This Run'),
    pin: texts.t('Pin comparison'),
    follow: texts.t('Follow newest run'),
  });

  const pick = button({ label: '', press: () => attempt(page, host.request('pickRuns', undefined)) });
  const only = button({ label: '', press: showOnly });
  const pin = checkbox(false, setPinned);
  const follow = checkbox(true, setFollows);
  const menu = menuButton(() => {
    const { ids, follows, pinned } = model.shown;
    const forSeveral = [
      { label: words().only, press: showOnly },
      { label: words().pin, isChecked: pinned, press: () => setPinned(!pinned) },
    ];
    return [
      [
        ...(ids.length > 1 ? forSeveral : []),
        { label: words().follow, isChecked: follows, press: () => setFollows(!follows) },
      ],
    ];
  });
  const wide = [only, pin.box, follow.box];
  return {
    box: element('div', 'runs-bar', pick, ...wide, menu.box),
    update() {
      const { ids, follows, pinned } = model.shown;
      const isComparison = ids.length > 1;
      setText(pick, isComparison ? texts.t('Choose Runs…') : texts.t('Compare with…'));
      pick.title = texts.t('Choose the runs to show side by side, up to {0}', MAX_SHOWN);
      for (const part of wide) part.hidden = narrow.matches || (!isComparison && part !== follow.box);
      menu.box.hidden = !narrow.matches;
      menu.say(texts.t('More actions'));
      setText(only, words().only);
      only.title = model.current ? fullName(model.current.record) : '';
      pin.name(words().pin);
      pin.box.title = texts.t('New runs on the same text join a pinned comparison.');
      pin.set(pinned);
      follow.name(words().follow);
      follow.box.title = texts.t('Shows each new run when it starts, unless it joins a pinned comparison.');
      follow.set(follows);
    },
  };
}
