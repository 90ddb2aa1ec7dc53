import { OPTIMIZER, withRate } from '../../../src/common/learningRates';
import type { RunRecord, SettingValue } from '../../../src/protocol/run';
import { element, setText } from '../../dom';
import type { Page, View } from '../../page';

/** Lists the settings of the run by name: first those that differ from the defaults. */
export function configurationView({ model, texts }: Page): View {
  const [chosen, usual] = [group(), group()];
  let shown: string | undefined;

  /** Returns the first build of the kernels, and the iterations at which it changed. */
  const kernelsOf = ({ kernels, kernelChanges = [] }: RunRecord) =>
    kernelChanges.reduce(
      (before, { iteration, to }) => texts.t('{0}; from iteration {1} on {2}', before, iteration, to),
      String(kernelChanges[0]?.from ?? kernels),
    );

  return {
    box: element('section', 'settings', chosen.box, usual.box),
    update() {
      setText(chosen.title, texts.t('Changed from the defaults'));
      setText(usual.title, texts.t('Defaults'));
      const { defaults } = model;
      const run = model.current?.record;
      if (!run || shown === run.id) return;
      shown = run.id;
      const entries = Object.entries(run.settings);
      const { [OPTIMIZER]: optimizer } = run.settings;
      const usualValues = { ...withRate({ ...defaults, [OPTIMIZER]: optimizer }), ...defaults };
      const isUsual = ([name, value]: [string, SettingValue]) => value === usualValues[name];
      chosen.show(entries.filter(entry => !isUsual(entry)));
      usual.show([...entries.filter(isUsual), ['kernels', kernelsOf(run)]]);
    },
  };
}

function group() {
  const title = element('h3');
  const list = element('dl', 'configuration');
  const box = element('div', '', title, list);
  const show = (entries: readonly (readonly [string, SettingValue])[]) => {
    box.hidden = entries.length === 0;
    list.replaceChildren(
      ...entries.flatMap(([name, value]) => [element('dt', '', name), element('dd', '', String(value))]),
    );
  };
  return { title, box, show };
}
