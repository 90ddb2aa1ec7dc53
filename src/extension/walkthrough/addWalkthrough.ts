import type { Services } from '../core/services';
import type { TrainCommand } from '../training/trainCommand';
import { SampleText } from './sampleText';
import { Walkthrough } from './walkthrough';

export function addWalkthrough(services: Services, training: TrainCommand, openPanel: () => void): void {
  const sampleText = new SampleText(services.context.extensionUri);
  const walkthrough = new Walkthrough(
    services.runManager,
    services.selection,
    training,
    sampleText,
    openPanel,
  );
  services.command('getStarted', () => walkthrough.open());
  services.command('openSample', () => sampleText.open());
  services.command('readSample', () => sampleText.read());
  services.command('trainLogistic', () => walkthrough.train('logistic'));
  services.command('trainTanh', () => walkthrough.train('tanh'));
  services.command('trainLowerRate', () => walkthrough.trainLowerRate());
  services.command('compareLastRuns', () => walkthrough.compareLastTwo());
}
