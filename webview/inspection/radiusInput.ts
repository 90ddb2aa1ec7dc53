import type { NumberFormat } from '../../src/charts/format';
import type { PageTexts } from '../../src/charts/texts';
import { radiusRange } from '../../src/protocol/unrolled';
import { element } from '../dom';
import { rangeInput } from '../rangeInput';
import { button } from '../toolkit';

/**
 * Returns a slider for the spectral radius of W, and a button that restores the trained radius. Calls `change` with the
 * chosen radius; undefined: as trained. `show` must be called with the trained radius, before which the slider is hidden.
 */
export function radiusInput(
  { texts: { t }, numbers }: { readonly texts: PageTexts; readonly numbers: NumberFormat },
  change: (radius: number | undefined) => void,
) {
  const box = element('span', 'controls');
  box.hidden = true;
  let trained: number | undefined;

  /** Builds a slider at the trained radius. */
  const build = (radius: number) => {
    let isChanged = false;
    const format = (value: number) =>
      isChanged ? numbers.precise(value, 2) : t('{0} (as trained)', numbers.precise(radius, 2));
    const slider = rangeInput({
      ...{ label: t('Spectral radius of W'), ...radiusRange, value: radius, format },
      change: value => change(value),
    });
    slider.addEventListener('input', () => (isChanged = true), { capture: true });
    const restore = () => {
      build(radius);
      change(undefined);
    };
    box.replaceChildren(slider, button({ label: t('As Trained'), press: restore }));
  };

  return {
    box,
    show(radius: number | undefined): void {
      box.hidden = radius === undefined;
      if (radius === undefined || radius === trained) return;
      trained = radius;
      build(radius);
    },
  };
}
