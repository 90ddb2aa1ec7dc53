import { element, setText } from '../dom';
import type { Page, View } from '../page';

/** The settings of the run, by the names that the settings have. */
export function configurationView({ model, texts }: Page): View {
  const title = element('h2');
  const list = element('dl', 'configuration');
  let shown: string | undefined;

  return {
    box: element('section', '', title, list),
    update() {
      setText(title, texts.t('Configuration'));
      const { run } = model;
      if (!run || shown === run.id) return;
      shown = run.id;
      const entries = [...Object.entries(run.settings), ['kernels', run.kernels] as const];
      list.replaceChildren(
        ...entries.flatMap(([name, value]) => [element('dt', '', name), element('dd', '', String(value))]),
      );
    },
  };
}
