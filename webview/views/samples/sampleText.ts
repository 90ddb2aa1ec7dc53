import type { RunData } from '../../../src/charts/runs/runData';
import type { Sample } from '../../../src/protocol/run';
import { element, setText } from '../../dom';
import type { Page } from '../../page';
import { typedText } from './typedText';

/** A sample of a run, with the data that is shown together with it. */
export interface ShownSample {
  readonly run: RunData;
  /** The name of the run. Undefined if the card shows only one run. */
  readonly label: string | undefined;
  readonly sample: Sample | undefined;
  /** Whether the user requested the sample. If not, it was generated during training. */
  readonly isOnDemand: boolean;
}

/**
 * Shows the sample of one run. Above the text, shows the name of the run if the card shows two runs, and the
 * iteration if the user requested the sample.
 */
export function sampleText({ model, texts, numbers }: Page) {
  const name = element('h3');
  const text = element('pre', 'sample');
  const at = element('span', 'secondary');
  const box = element('div', '', element('div', 'sample-name', name, at), text);
  const typed = typedText(text);
  const isNew = newSamples();
  text.tabIndex = 0;
  const show = ({ run, label, sample, isOnDemand }: ShownSample) => {
    setText(name, label ?? '');
    name.hidden = label === undefined;
    const arrives = isNew(run, model.followsLatest);
    typed.show(sample?.text ?? '', arrives && !isOnDemand);
    setText(
      at,
      isOnDemand && sample ? texts.t('sampled now, iteration {0}', numbers.whole(sample.iteration)) : '',
    );
    text.setAttribute('aria-label', [texts.t('Sampled text'), label ?? ''].join(' '));
  };
  const words = () => (name.hidden ? typed.value : `${name.textContent}\n${typed.value}`);
  return { box, show, words };
}

/**
 * Returns a function that detects new samples. It returns true if the run has generated a sample since the
 * previous call, and the page showed the run's latest sample at both calls.
 */
function newSamples() {
  let before: { readonly run: RunData; readonly count: number; readonly follows: boolean } | undefined;
  return (run: RunData, follows: boolean): boolean => {
    const { length: count } = run.samples;
    const isNew = follows && before?.run === run && before.follows && count > before.count;
    before = { run, count, follows };
    return isNew;
  };
}
