import type { Foldable } from '../../protocol/dashboard';
import type { OwnCommand } from '../commandId';
import type { Services } from '../core/services';
import type { TrainCommand } from '../training/trainCommand';
import { ExampleText } from './exampleText';
import { leaveWalkthrough } from './leaveWalkthrough';
import { runActivationExperiment } from './runActivationExperiment';
import { Walkthrough } from './walkthrough';

/**
 * Registers the commands of the walkthrough. `openPanelHere` opens the dashboard in the active editor group. Buttons that
 * open something first activate a group beside the walkthrough, so that it is not covered.
 */
export function addWalkthrough(
  services: Services,
  training: TrainCommand,
  openPanelHere: (part?: Foldable) => void,
): void {
  const { extensionUri } = services.context;
  const exampleText = new ExampleText(extensionUri);
  const dialogue = new ExampleText(extensionUri, 'dialogue.txt');
  const walkthrough = new Walkthrough(
    services.runManager,
    services.selection,
    training,
    exampleText,
    openPanelHere,
  );
  const beside = (name: OwnCommand, action: () => unknown) =>
    services.command(name, async () => {
      await leaveWalkthrough();
      return action();
    });
  services.command('getStarted', () => walkthrough.open());
  beside('openSample', () => exampleText.open());
  beside('openDialogue', () => dialogue.open());
  beside('readSample', () => exampleText.read());
  services.command('trainLogistic', () => walkthrough.train('logistic'));
  services.command('trainTanh', async () => {
    await exampleText.closeHover();
    return walkthrough.train('tanh');
  });
  beside('trainLowerRate', () => walkthrough.trainLowerRate());
  beside('compareLastRuns', () => walkthrough.compareLastTwo());
  beside('compareActivations', () => runActivationExperiment(exampleText, services.context.globalStorageUri));
}
