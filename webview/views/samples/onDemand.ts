import type { RunData } from '../../../src/charts/runs/runData';
import type { Sample } from '../../../src/protocol/run';
import { setText } from '../../dom';
import { attempt, type Page, readNumber, readSeed } from '../../page';
import { button, textField } from '../../toolkit';

/**
 * Returns controls by which the user samples all `runs` with the same seed. The samples are discarded when
 * the user chooses another time.
 */
export function onDemand(page: Page, runs: () => readonly RunData[]) {
  const { host, model, texts } = page;
  const temperature = textField({ label: '', value: '1', enter: () => draw() });
  const seed = textField({ label: '', value: '', enter: () => draw() });
  const now = button({ label: '', press: () => draw() });
  const back = button({ label: '', press: () => keep(new Map()) });
  let drawn: ReadonlyMap<string, Sample> = new Map();
  let drawnFor = '';
  /** Number of requests so far. Only the samples of the last request are shown. */
  let requested = 0;

  /**
   * Returns a key of the chosen time. Samples on demand are shown only as long as this key stays the same.
   */
  const place = () => `${model.current?.id} ${model.followsLatest ? 'latest' : model.shownSampleIndex}`;
  const keep = (samples: typeof drawn) => {
    requested++;
    drawn = samples;
    drawnFor = place();
    page.refresh();
  };

  /**
   * Samples every run with the same seed, so that the texts differ only because the runs have learnt
   * different weights.
   */
  const draw = () => {
    const values = { temperature: readNumber(page, temperature.value), seed: readSeed(page, seed.value) };
    const { temperature: heat } = values;
    if (heat === undefined || values.seed === 'wrong') return;
    const params = { temperature: heat, seed: values.seed };
    const [request, at] = [++requested, place()];
    const requests = runs().map(
      async ({ id }) => [id, await host.request('sample', { id, ...params })] as const,
    );
    attempt(
      page,
      Promise.all(requests).then(samples => {
        if (request === requested && at === place()) keep(new Map(samples));
      }),
    );
  };

  return {
    fields: [temperature, seed, now],
    back,
    of: (id: string) => drawn.get(id),
    update() {
      if (drawnFor !== place()) drawn = new Map();
      for (const [field, label] of [
        [temperature, texts.t('Temperature')],
        [seed, texts.t('Seed')],
      ] as const) {
        setText(field, label);
        field.setAttribute('aria-label', label);
      }
      seed.title = texts.t('The same seed gives the same text; without a seed, every text is different.');
      setText(now, texts.t('Sample now'));
      setText(back, texts.t('Back to the samples of the training'));
      back.hidden = drawn.size === 0;
    },
  };
}
