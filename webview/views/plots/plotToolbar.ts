import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { type TimeColumn, timeColumns, timeLabel } from '../../plots/timeAxis';
import { button } from '../../toolkit';
import { chooser, slider, toggle } from '../inputs';

/** Powers of ten: at its right end the slider leaves a thousandth of each new value. */
const REACH = 3;
const shareAt = (place: number) => 1 - 10 ** (-REACH * place);
const placeOf = (share: number) => -Math.log10(1 - share) / REACH;

/** What holds for all plots over time: what counts along them, how smooth they are, and the way back from a zoom. */
export function plotToolbar(page: Page): View {
  const { state, texts, numbers, across } = page;
  const axis = chooser(key => {
    across.zoom.value = undefined; // it was in the other's unit
    state.set({ x: key as TimeColumn });
    page.refresh();
  }, true);
  const logarithmic = toggle(state.value.logX, checked => {
    state.set({ logX: checked });
    page.refresh();
  });
  const smoothing = slider(placeOf(state.value.smoothing), place => {
    state.set({ smoothing: shareAt(place) });
    page.refresh();
  });
  const reset = button({
    label: '',
    press: () => {
      across.zoom.value = undefined;
    },
  });
  across.zoom.onChange(() => {
    state.set({ zoom: across.zoom.value });
    reset.hidden = across.zoom.value === undefined;
  });

  return {
    box: element('div', 'toolbar', axis.box, logarithmic.box, smoothing.box, reset),
    update() {
      axis.name(texts.t('X axis'));
      axis.show(
        timeColumns.map(key => ({ key, label: timeLabel(key, texts) })),
        state.value.x,
      );
      setText(logarithmic.label, texts.t('Logarithmic'));
      setText(smoothing.label, texts.t('Smoothing'));
      smoothing.say(numbers.precise(state.value.smoothing, 3));
      setText(reset, texts.t('Reset zoom'));
      reset.hidden = across.zoom.value === undefined;
    },
  };
}
