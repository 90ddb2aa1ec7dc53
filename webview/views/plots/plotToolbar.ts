import { type TimeColumn, timeColumns, timeLabel } from '../../../src/charts/plots/timeAxis';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';
import { checkbox } from '../../toolkit';
import { chooser, slider } from '../inputs';

/**
 * The range of the smoothing slider in powers of ten. A new value has the weight 1 at the slider's left end,
 * and 0.001 at its right end.
 */
const REACH = 3;
const shareAt = (place: number) => 1 - 10 ** (-REACH * place);
const placeOf = (share: number) => -Math.log10(1 - share) / REACH;

/** Returns the controls that apply to all plots over time: the choice of the x axis, and the smoothing. */
export function plotToolbar(page: Page): View {
  const { state, texts, numbers, across } = page;
  const axis = chooser(key => {
    // Resets the zoom, whose range has the unit of the previous x axis.
    across.zoom.value = undefined;
    state.set({ x: key as TimeColumn });
    page.refresh();
  }, true);
  const logarithmic = checkbox(state.value.logX, checked => {
    state.set({ logX: checked });
    page.refresh();
  });
  const smoothing = slider(placeOf(state.value.smoothing), place => {
    state.set({ smoothing: shareAt(place) });
    page.refresh();
  });

  return {
    box: element('div', 'toolbar', axis.box, logarithmic.box, smoothing.box),
    update() {
      axis.name(texts.t('X axis'));
      axis.show(
        timeColumns.map(key => ({ key, label: timeLabel(key, texts) })),
        state.value.x,
      );
      logarithmic.name(texts.t('Logarithmic'));
      setText(smoothing.label, texts.t('Smoothing'));
      smoothing.say(numbers.precise(state.value.smoothing, 3));
    },
  };
}
