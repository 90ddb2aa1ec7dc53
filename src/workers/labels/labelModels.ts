import { type OpenLabelModel, openLabelModel } from '../../engine/model/labelModel';
import { UserError } from '../../protocol/userError';
import { type RunModelPorts, RunModels } from '../runModels';

/** Opens the networks of runs that label texts or tokens. */
export class LabelModels extends RunModels<OpenLabelModel> {
  constructor(ports: RunModelPorts) {
    super(ports, (kernels, file, { labelling, name }) => {
      if (labelling) return openLabelModel(kernels, file, labelling.task);
      throw new UserError('The run "{0}" does not label texts or tokens.', [name]);
    });
  }
}
