import type { RunState } from '../../src/protocol/run';
import { element, setText } from '../dom';
import { stateIcon } from '../icons';
import { figuresOf } from '../model';
import type { Page, View } from '../page';

const stateNames: Record<RunState, string> = {
  running: 'Running',
  paused: 'Paused',
  stopped: 'Stopped',
  done: 'Done',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

/** Name, state and progress of the run. */
export function headerView({ model, texts, numbers }: Page): View {
  const name = element('h1');
  const icon = stateIcon();
  const word = element('span');
  const state = element('span', 'state');
  state.append(icon.box, word);
  const text = element('div', 'secondary');
  const progress = element('progress');
  const left = element('span', 'secondary');
  const failure = element('div', 'failure');
  const bar = element('div', 'progress', progress, left);
  failure.setAttribute('role', 'alert');

  const updateProgress = () => {
    const run = model.latest;
    if (!run) return;
    const { limit, timeLeft } = figuresOf(run);
    bar.hidden = limit === 0 || run.state === 'done';
    progress.max = Math.max(limit, 1);
    progress.value = run.iteration;
    progress.setAttribute('aria-label', texts.t('Progress'));
    const isRunning = run.state === 'running';
    setText(
      left,
      timeLeft === undefined || !isRunning ? '' : texts.t('{0} left', numbers.duration(timeLeft)),
    );
  };

  return {
    box: element('header', '', element('div', 'title', name, state), text, bar, failure),
    update() {
      const { run } = model;
      if (!run) return;
      setText(name, run.name);
      setText(word, texts.t(stateNames[run.state]));
      icon.show(run.state);
      state.dataset.state = run.state;
      const tokens = texts.t(
        '{0} tokens, {1} symbols',
        numbers.whole(run.text.tokens),
        numbers.whole(run.vocabulary),
      );
      setText(text, `${run.text.name} · ${tokens}`);
      setText(failure, run.failure ? texts.t(run.failure.template, ...run.failure.args) : '');
      failure.hidden = !run.failure;
      updateProgress();
    },
  };
}
