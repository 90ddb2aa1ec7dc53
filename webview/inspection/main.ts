import './inspection.css';
import { NumberFormat } from '../../src/charts/format';
import { PageTexts } from '../../src/charts/texts';
import { oneLine } from '../../src/common/harmlessText';
import { Cancelled, Channel, type Nothing } from '../../src/protocol/channel';
import type {
  InspectionPageEvents,
  InspectionPageRequests,
  InspectionPartId,
  InspectionSubject,
} from '../../src/protocol/inspectionPage';
import { element, setText } from '../dom';
import { portOf } from '../host';
import { parts as allParts } from './parts';
import { PartUpdates } from './partUpdates';
import { firstProperty } from './sharedProperty';
import { tabRow } from './tabs';

const texts = new PageTexts();
const { t } = texts;
const numbers = new NumberFormat(() => texts.language);
const host = new Channel<InspectionPageRequests, InspectionPageEvents, Nothing, Nothing>(
  portOf(acquireVsCodeApi()),
  {},
  error => console.error(error),
);
const title = element('h1');
const subjectText = element('p', 'note secondary');
const problem = element('p', 'note warning');
problem.setAttribute('role', 'status');
problem.hidden = true;

const fail = (error: unknown) => {
  problem.hidden = false;
  setText(problem, texts.explain(error));
};

function build(
  first: InspectionSubject,
  ids: readonly InspectionPartId[],
  firstPart: InspectionPartId,
): void {
  const parts = allParts.filter(({ id }) => ids.includes(id));
  const indexOf = (id: InspectionPartId) =>
    Math.max(
      0,
      parts.findIndex(part => part.id === id),
    );
  const property = firstProperty();
  const views = parts.map(part =>
    part.build({ texts, numbers, host, property, fail, refresh: () => updates.restart() }),
  );
  const row = tabRow(
    parts.map(part => t(part.title)),
    index => show(index),
  );
  const panels = views.map(({ box }, index) => {
    const panel = element('section', `part ${parts[index].id}`, box);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-label', t(parts[index].title));
    return panel;
  });
  document.body.replaceChildren(
    element('main', 'inspection', title, subjectText, row.box, problem, ...panels),
  );
  let chosen = 0;
  let subject = first;

  const updates = new PartUpdates(
    signal => {
      setText(title, oneLine(subject.model));
      setText(subjectText, subjectLine(subject));
      return views[chosen].update(subject, signal);
    },
    error => {
      if (error === undefined) problem.hidden = true;
      else if (!(error instanceof Cancelled)) fail(error);
    },
  );
  const show = (index: number) => {
    chosen = index;
    row.show(index);
    for (const [i, panel] of panels.entries()) panel.hidden = i !== index;
    updates.restart();
  };
  host.on('changed', changed => {
    const isOtherText = changed.text !== subject.text || changed.isSelection !== subject.isSelection;
    subject = changed;
    if (isOtherText) updates.restart();
    else updates.follow();
  });
  host.on('shown', ({ part }) => show(indexOf(part)));
  show(indexOf(firstPart));
}

function subjectLine({ text, isSelection }: InspectionSubject): string {
  if (text === undefined)
    return t('Open a text in an editor. This page shows what the network does while it reads the text.');
  return isSelection ? t('Reads the selection in {0}', oneLine(text)) : t('Reads {0}', oneLine(text));
}

host.request('ready', undefined).then(({ translations, language, subject, parts, part }) => {
  texts.use(translations, language);
  build(subject, parts, part);
}, fail);
