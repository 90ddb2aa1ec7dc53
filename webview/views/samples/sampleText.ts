import type { RunData } from '../../../src/charts/runs/runData';
import type { Sample } from '../../../src/protocol/run';
import { element, setText } from '../../dom';
import type { Page } from '../../page';
import { typedText } from './typedText';

/** The sample of a run, and what is shown with it. */
export interface ShownSample {
  readonly run: RunData;
  /** The name of the run. Undefined if only one run is shown. */
  readonly label: string | undefined;
  readonly sample: Sample | undefined;
  /** Whether the sample was made on demand, instead of during training. */
  readonly isOnDemand: boolean;
}

/**
 * The sample of one run: its name if two runs are shown, the text, and the iteration if it was sampled on
 * demand.
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
 * Returns whether a run has written another sample since the last call, while its latest sample was shown.
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
