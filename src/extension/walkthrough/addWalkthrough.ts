import type { Lab } from '../lab/lab';
import type { TrainCommand } from '../training/trainCommand';
import { SampleText } from './sampleText';
import { Walkthrough } from './walkthrough';

export function addWalkthrough(lab: Lab, training: TrainCommand, openPanel: () => void): void {
  const sampleText = new SampleText(lab.context.extensionUri);
  const walkthrough = new Walkthrough(lab.desk, lab.selection, training, sampleText, openPanel);
  lab.command('getStarted', () => walkthrough.open());
  lab.command('openSample', () => sampleText.open());
  lab.command('readSample', () => sampleText.read());
  lab.command('trainLogistic', () => walkthrough.train('logistic'));
  lab.command('trainTanh', () => walkthrough.train('tanh'));
  lab.command('compareLastRuns', () => walkthrough.compareLastTwo());
}
