import type { ShownRun } from '../../../src/protocol/dashboard';
import type { RunState } from '../../../src/protocol/run';
import { element, setText } from '../../dom';
import { attempt, type Page, type View } from '../../page';
import { button } from '../../toolkit';
import { fold } from '../fold';
import { liveControls } from './liveControls';

const canResume: readonly RunState[] = ['paused', 'stopped', 'interrupted', 'failed'];

/**
 * Returns buttons to pause, resume and stop the run, and fields for settings that can change during training.
 * The user can stop the run and change its settings only if the run has a worker in this window.
 */
export function controlsView(page: Page): View {
  const { host, model, texts } = page;
  /**
   * Returns a button that calls `act` with the current run. It does nothing before this run's history has
   * arrived.
   */
  const runButton = (primary: boolean, act: (run: ShownRun) => Promise<unknown>) =>
    button({
      label: '',
      primary,
      press: () => {
        const run = model.current?.record;
        if (run) attempt(page, act(run));
      },
    });
  const pause = runButton(true, ({ id }) => host.request('pause', { id }));
  const resume = runButton(true, ({ id }) => host.request('resume', { id }));
  const lower = runButton(true, ({ id, lowerRate }) =>
    host.request('resume', { id, learningRate: lowerRate }),
  );
  const further = runButton(false, ({ id }) => host.request('trainFurther', { id }));
  const stop = runButton(false, ({ id }) => host.request('stop', { id }));
  const live = fold(page, {
    key: 'live',
    title: () => texts.t('Change settings'),
    contents: [liveControls(page)],
  });

  return {
    box: element('div', 'controls', pause, lower, resume, further, stop, live.box),
    update() {
      const run = model.current?.record;
      if (!run) return;
      pause.hidden = run.state !== 'running';
      resume.hidden = !canResume.includes(run.state);
      resume.appearance = run.lowerRate === undefined ? 'primary' : 'secondary';
      lower.hidden = run.lowerRate === undefined;
      setText(lower, texts.t('Resume at learning rate {0}', String(run.lowerRate)));
      further.hidden = run.state !== 'done';
      stop.hidden = !run.live;
      live.update();
      setText(pause, texts.t('Pause'));
      setText(resume, texts.t('Resume'));
      setText(further, texts.t('Train Further…'));
      setText(stop, texts.t('Stop'));
    },
  };
}
