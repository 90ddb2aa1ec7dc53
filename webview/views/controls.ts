import type { RunState } from '../../src/protocol/run';
import { element, setText } from '../dom';
import { attempt, type Page, readNumber, type View } from '../page';
import { button, textField } from '../toolkit';

const canResume: readonly RunState[] = ['paused', 'stopped', 'interrupted', 'failed'];

/** Pause and resume; stop and the learning rate only of a run that has a worker to hear of it. */
export function controlsView(page: Page): View {
  const { host, model, texts } = page;
  const id = () => model.current?.id ?? '';
  const pause = button({
    label: '',
    primary: true,
    press: () => attempt(page, host.ask('pause', { id: id() })),
  });
  const resume = button({
    label: '',
    primary: true,
    press: () => attempt(page, host.ask('resume', { id: id() })),
  });
  const lower = button({
    label: '',
    primary: true,
    press: () => {
      attempt(page, host.ask('resume', { id: id(), learningRate: model.current?.record.lowerRate }));
    },
  });
  const stop = button({ label: '', press: () => attempt(page, host.ask('stop', { id: id() })) });
  const rate = textField({ label: '', value: '', enter: () => applyRate() });
  const apply = button({ label: '', press: () => applyRate() });
  const rateBox = element('div', 'field', rate, apply);
  let shownFor: string | undefined;

  const applyRate = () => {
    const learningRate = readNumber(page, rate.value);
    if (learningRate !== undefined) attempt(page, host.ask('setLearningRate', { id: id(), learningRate }));
  };

  return {
    box: element('div', 'controls', pause, lower, resume, stop, rateBox),
    update() {
      const run = model.current?.record;
      if (!run) return;
      pause.hidden = run.state !== 'running';
      resume.hidden = !canResume.includes(run.state);
      resume.appearance = run.lowerRate === undefined ? 'primary' : 'secondary';
      lower.hidden = run.lowerRate === undefined;
      setText(lower, texts.t('Resume at {0}', String(run.lowerRate)));
      stop.hidden = !run.live;
      rateBox.hidden = !run.live;
      setText(pause, texts.t('Pause'));
      setText(resume, texts.t('Resume'));
      setText(stop, texts.t('Stop'));
      setText(rate, texts.t('Learning rate'));
      rate.setAttribute('aria-label', texts.t('Learning rate'));
      setText(apply, texts.t('Apply'));
      const shown = `${run.id} ${run.learningRate}`;
      if (shownFor === shown) return; // what is typed stays
      shownFor = shown;
      rate.value = String(run.learningRate);
    },
  };
}
