import { text } from '../../src/charts/texts';
import type { LesionChoice, LesionEffect, SilencedUnits } from '../../src/protocol/lesion';
import { element, setText } from '../dom';
import { button } from '../toolkit';
import { chooser } from '../views/inputs';
import { actionButton, numberInput } from './lesionInputs';
import type { InspectionPart, PartPorts } from './part';
import { silenceByProperty } from './silenceByProperty';
import { UnitGrid } from './unitGrid';

const percent = { minimum: 0, maximum: 100 };

/** Silences units and removes connections, and shows what this does to the perplexity of the text and to a sample. */
export const lesionsPart: InspectionPart = {
  id: 'lesions',
  title: text('Lesions'),
  build(ports) {
    const { host, fail, refresh, texts } = ports;
    const { t } = texts;
    let matrix = '';
    const read = async (signal: AbortSignal) => {
      const found = await host.request('lesion', choice(), { signal });
      if (!signal.aborted && found) show(found);
    };
    const grid = new UnitGrid(texts, () => {
      byProperty.clear();
      refresh();
    });
    const share = numberInput(t('Random share of units (%)'), percent, refresh);
    const connections = numberInput(t('Random share of connections (%)'), percent, refresh);
    const seed = numberInput(t('Seed'), { minimum: 0, maximum: 2 ** 32 - 1 }, refresh);
    const byProperty = silenceByProperty(ports, units => grid.silence(units));
    const matrices = chooser(key => {
      matrix = key;
      refresh();
    }, true);
    matrices.name(t('Matrix'));
    const choice = (): LesionChoice => ({
      units: grid.silenced as SilencedUnits[],
      unitShare: share.value() / 100,
      connectionShares: connections.value() > 0 ? [{ matrix, share: connections.value() / 100 }] : [],
      seed: seed.value(),
    });
    const summary = element('p', 'note effect');
    summary.setAttribute('role', 'status');
    const samples = element('div', 'samples');
    const show = (found: LesionEffect) => {
      if (matrix === '') matrix = found.matrices.includes('Whh') ? 'Whh' : found.matrices[0];
      matrices.show(
        found.matrices.map(key => ({ key, label: key })),
        matrix,
      );
      grid.show(found);
      for (const each of actions) each.disabled = found.perplexities.length < 2;
      setText(summary, summaryOf(found, ports));
      const titles = [t('Sample before'), t('Sample after')];
      samples.replaceChildren(
        ...found.samples.flatMap((sample, i) => [element('h2', '', titles[i]), element('pre', '', sample)]),
      );
    };
    const keep = actionButton(t('Keep as Model'), () => host.request('keepLesion', choice()), fail);
    const change = actionButton(t('Show Change in Text'), () => host.request('showLesion', choice()), fail);
    const recover = actionButton(t('Let It Recover…'), () => host.request('recoverLesion', choice()), fail);
    const clear = button({
      label: t('Restore Everything'),
      press: () => {
        for (const field of [share, connections]) field.clear();
        grid.silence([]);
      },
    });
    const actions = [change, keep, recover, clear];
    for (const each of actions) each.disabled = true;
    const random = element('div', 'controls', share.box, matrices.box, connections.box, seed.box);
    const box = element(
      'div',
      '',
      ...group(t('Units to silence'), grid.box),
      ...group(t('By a property of the text'), byProperty.box),
      ...group(t('At random'), random),
      ...group(t('Effect'), summary, element('div', 'controls', ...actions)),
      samples,
    );
    return { box, update: (_subject, signal) => read(signal) };
  },
};

/** Returns a heading and what it names. */
function group(title: string, ...content: readonly HTMLElement[]): HTMLElement[] {
  return [element('h2', '', title), ...content];
}

function summaryOf(found: LesionEffect, { texts: { t }, numbers }: PartPorts): string {
  const [before, after] = found.perplexities;
  if (after === undefined)
    return t('Perplexity of the text: {0}. Silence units to see what they do.', numbers.precise(before));
  const units = found.units.reduce((sum, each) => sum + each.units.length, 0);
  return t(
    'Perplexity of the text: {0} before, {1} after. Silenced units: {2}. Removed connections: {3}.',
    ...[
      numbers.precise(before),
      numbers.precise(after),
      numbers.whole(units),
      numbers.whole(found.connections),
    ],
  );
}
