import { figuresOf } from '../../../src/charts/runs/lossEstimate';
import { stateText } from '../../../src/charts/runs/stateText';
import { shortName } from '../../../src/common/runNames';
import type { ShownRun } from '../../../src/protocol/dashboard';
import { element, setText } from '../../dom';
import { icon } from '../../icons';
import type { Page, View } from '../../page';
import { noteOf } from './note';

/** Returns what the network of a run is, if it is not a language model. */
function kindOf(
  { labelling, translation, task }: ShownRun,
  { texts: { t }, numbers }: Page,
): string | undefined {
  if (translation) return t('translator, symbols in targets: {0}', numbers.whole(translation.symbols));
  if (task === 'cloze') return t('cloze model, predicts from both sides');
  if (!labelling) return undefined;
  const count = numbers.whole(labelling.count);
  return labelling.task === 'tag' ? t('tagger, {0} tags', count) : t('classifier, {0} labels', count);
}

/** Shows the name, state and progress of the run. */
export function headerView(page: Page): View {
  const { model, texts, numbers } = page;
  const note = noteOf(page);
  const name = element('h1');
  const picture = icon('running');
  const word = element('span');
  const state = element('span', 'state');
  state.append(picture.box, word);
  const text = element('div', 'secondary');
  const progress = element('progress');
  const left = element('span', 'secondary');
  const failure = element('div', 'failure');
  const bar = element('div', 'progress', progress, left);
  failure.setAttribute('role', 'alert');

  const updateProgress = (run: ShownRun) => {
    const { limit, timeLeft } = figuresOf(run);
    bar.hidden = limit === 0 || run.state === 'done';
    progress.max = Math.max(limit, 1);
    progress.value = run.iteration;
    progress.setAttribute('aria-label', texts.t('Progress'));
    setText(left, timeLeft === undefined ? '' : texts.t('{0} left', timeLeft));
  };

  return {
    box: element(
      'header',
      '',
      element('div', 'title', name, note.edit, state),
      text,
      ...note.parts,
      bar,
      failure,
    ),
    update() {
      const run = model.current?.record;
      if (!run) return;
      setText(name, shortName(run));
      setText(word, stateText(run, texts, numbers));
      picture.show(run.state);
      state.dataset.state = run.state;
      const tokens = texts.t(
        '{0} tokens, {1} symbols',
        numbers.whole(run.text.tokens),
        numbers.whole(run.vocabulary),
      );
      const kind = kindOf(run, page);
      setText(text, [run.text.name, ...(kind === undefined ? [] : [kind]), tokens].join(' · '));
      setText(failure, run.failure ? texts.message(run.failure) : '');
      failure.hidden = !run.failure;
      note.update();
      updateProgress(run);
    },
  };
}
