import { clippedNote } from '../../../src/charts/plots/clipped';
import type { PlotContext } from '../../../src/charts/plots/kind';
import { chosenLossUnit, lossUnitsOf } from '../../../src/charts/plots/loss';
import { chosenGroup, groupsOf } from '../../../src/charts/plots/norms';
import { parameterMeaning } from '../../../src/charts/plots/parameterMeanings';
import type { PlotKey } from '../../../src/charts/plots/plotKinds';
import { spectralRadiusNote } from '../../../src/charts/plots/spectralRadius';
import type { LossUnit } from '../../../src/charts/runs/lossEstimate';
import type { Page } from '../../page';
import { chooser } from '../inputs';

/** What the card of a plot shows besides the plot itself. */
export interface PlotExtras {
  /** A control in the heading of the card. */
  readonly control?: HTMLElement;
  /** Updates the control. */
  readonly update?: (context: PlotContext) => void;
  /** Returns the text below the plot. */
  readonly note?: (context: PlotContext) => string;
}

/** Returns the extras of the plots that have some. */
export function plotExtras(page: Page): Partial<Record<PlotKey, PlotExtras>> {
  return {
    loss: lossExtras(page),
    norms: normsExtras(page),
    spectralRadius: { note: () => page.texts.t(spectralRadiusNote) },
  };
}

/** The choice of the loss's unit. */
function lossExtras(page: Page): PlotExtras {
  const unit = chooser(key => {
    // Resets the zoom, whose range has the previous unit of the loss.
    page.across.up('loss').value = undefined;
    page.state.set({ lossUnit: key as LossUnit });
    page.refresh();
  });
  return {
    control: unit.box,
    update(context) {
      unit.name(page.texts.t('Measure'));
      unit.show(lossUnitsOf(context), chosenLossUnit(context).key);
    },
  };
}

/** The choice of the parameters whose gradient norms are drawn, and a note on them. */
function normsExtras(page: Page): PlotExtras {
  const parameters = chooser(key => {
    page.state.set({ norms: key });
    page.refresh();
  });
  return {
    control: parameters.box,
    update(context) {
      const groups = groupsOf(context);
      parameters.name(page.texts.t('Parameters'));
      parameters.show(groups, chosenGroup(groups, context)?.key ?? '');
    },
    note: context => normsNote(page, context),
  };
}

/**
 * Returns the note below the plot of gradient norms. It says what the plot shows, which parts of the network
 * the parameters connect, and what is clipped.
 */
function normsNote(page: Page, context: PlotContext): string {
  const { t } = page.texts;
  const parts = chosenGroup(groupsOf(context), context)?.parts ?? [];
  const parameters = parts.flatMap(({ label }) => {
    const meaning = parameterMeaning(label);
    return meaning === undefined ? [] : [`${label}: ${t(meaning)}`];
  });
  const lines = [
    t('Length of the gradient: how strongly an update pulls at the weights.'),
    parameters.join(' · '),
    (page.model.current && clippedNote(page.model.current, page)) ?? '',
  ];
  return lines.filter(line => line !== '').join('\n');
}
