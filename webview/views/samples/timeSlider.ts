import { element, setText } from '../../dom';
import { prefersLessMotion } from '../../motion';
import type { Page, View } from '../../page';
import { iconButton } from '../inputs';

/** Milliseconds for which each sample is shown while the samples are played. */
const SAMPLE_TIME = 400;

/**
 * Returns controls for the time of the shown sample: a slider, a button that plays all samples in order, and
 * the iteration.
 */
export function timeSlider({ model, state, texts, numbers, refresh }: Page): View {
  const slider = element('input');
  const at = element('span', 'secondary value');
  const play = iconButton('running', () => (timer === undefined ? start() : stop()));
  const box = element('div', 'time', play.box, slider, at);
  let timer: ReturnType<typeof setInterval> | undefined;
  slider.type = 'range';
  slider.min = '0';

  const choose = (index: number) => {
    model.chooseSample(index);
    state.set({ sample: model.followsLatest ? undefined : model.shownSampleIndex });
    refresh();
  };
  const lastIndex = () => (model.current?.samples.length ?? 0) - 1;
  const start = () => {
    if (model.followsLatest)
      // Starts again at the first sample.
      choose(0);
    else if (prefersLessMotion()) choose(model.shownSampleIndex + 1);
    // If the system is set to reduce motion, a press of the button moves one sample further instead of
    // playing all samples.
    if (prefersLessMotion()) return;
    timer = setInterval(() => {
      if (model.followsLatest || !box.isConnected) stop();
      else choose(model.shownSampleIndex + 1);
    }, SAMPLE_TIME);
    refresh();
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    refresh();
  };
  slider.addEventListener('input', () => {
    if (timer !== undefined) stop();
    choose(Number(slider.value));
  });

  return {
    box,
    update() {
      const last = lastIndex();
      box.hidden = last < 1;
      const isPlaying = timer !== undefined;
      play.show(isPlaying ? 'paused' : 'running');
      const next = prefersLessMotion() ? texts.t('Next sample') : texts.t('Play through time');
      play.say(isPlaying ? texts.t('Stop playing') : next);
      slider.setAttribute('aria-label', texts.t('Iteration of the shown sample'));
      slider.max = String(Math.max(0, last));
      slider.value = String(model.shownSampleIndex);
      const iteration = model.shownSample?.iteration;
      const words = iteration === undefined ? '' : texts.t('iteration {0}', numbers.whole(iteration));
      slider.setAttribute('aria-valuetext', words);
      setText(at, words);
    },
  };
}
