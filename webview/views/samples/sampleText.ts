import type { RunData } from '../../../src/charts/runs/runData';
import type { Sample } from '../../../src/protocol/run';
import { element, setText } from '../../dom';
import type { Page } from '../../page';
import { typedText } from './typedText';

/** A sample of a run, with the data that is shown together with it. */
export interface ShownSample {
  readonly run: RunData;
  /** The name of the run. Undefined if only one run is shown. */
  readonly label: string | undefined;
  readonly sample: Sample | undefined;
  /** Whether the sample was made on demand, instead of during training. */
  readonly isOnDemand: boolean;
}

/**
 * Shows the sample of one run: the text, the name of the run if two runs are shown, and the iteration if it
 * was sampled on demand.
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
 * Returns a function that returns whether the run has generated a new sample since the last call, while its
 * latest sample was shown.
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
