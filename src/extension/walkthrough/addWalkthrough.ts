import type { Foldable } from '../../protocol/dashboard';
import type { Services } from '../core/services';
import type { TrainCommand } from '../training/trainCommand';
import { runActivationExperiment } from './activationExperiment';
import { ExampleText } from './exampleText';
import { Walkthrough } from './walkthrough';

/**
 * Registers the commands of the walkthrough. `openPanelHere` opens the dashboard in the active editor group.
 * It does not cover the walkthrough, because the walkthrough's buttons first make the group beside it active.
 */
export function addWalkthrough(
  services: Services,
  training: TrainCommand,
  openPanelHere: (part?: Foldable) => void,
): void {
  const exampleText = new ExampleText(services.context.extensionUri);
  const walkthrough = new Walkthrough(
    services.runManager,
    services.selection,
    training,
    exampleText,
    openPanelHere,
  );
  services.command('getStarted', () => walkthrough.open());
  services.command('openSample', () => exampleText.open());
  services.command('readSample', () => exampleText.read());
  services.command('trainLogistic', () => walkthrough.train('logistic'));
  services.command('trainTanh', async () => {
    await exampleText.closeHover();
    return walkthrough.train('tanh');
  });
  services.command('trainLowerRate', () => walkthrough.trainLowerRate());
  services.command('compareLastRuns', () => walkthrough.compareLastTwo());
  services.command('compareActivations', () =>
    runActivationExperiment(exampleText, services.context.globalStorageUri),
  );
}
