import { clozeDefaults } from '../../common/clozeDefaults';
import { taskOf } from '../../common/runTask';
import { chooseKernels } from '../../engine/kernels/select';
import { encodeClozeModel, openCloze } from '../../engine/model/clozeFile';
import { startCloze } from '../../engine/train/cloze/startCloze';
import type { SessionPorts } from '../../engine/train/ports';
import { resumeSession } from '../../engine/train/resumeSession';
import { kernelModule } from '../../package/kernelModules';
import type { RunRecord } from '../../protocol/run';
import { isUsedByCloze } from '../../settings/clozeSettings';
import { type Call, type Command, operandsOf, textFlag } from '../command/command';
import { commandFlag, jsonFlag } from '../command/flag';
import { networkFlags } from '../command/networkFlags';
import { UsageError } from '../command/usageError';
import { checkWritable, writeFile } from '../files';
import { placeOf, runsFlag, runsFolder, storeIn } from '../runs';
import { encodingFlag, openRunText } from '../textFiles';
import { jsonLines } from '../train/jsonLines';
import { portsIn } from '../train/ports';
import { ProgressLine } from '../train/progress';
import { advice, inWords } from '../train/summary';
import { nameFlag, resumedChanges, resumeFlag } from '../train/taskRun';
import { notesOn } from '../train/textNotes';
import { attend } from '../train/trainUntilEnd';

export const cloze: Command = {
  name: 'cloze',
  operands: 'FILE',
  summary: 'Trains a network that predicts each token from the tokens before and after it.',
  notes:
    'One network reads the text from its start and another one from its end; together they predict the token between them. Such a model scores texts ("elman score", the hover and the heatmap of the editor), but cannot write. Its figure is a pseudo-perplexity per token, which cannot be compared with the perplexity of a language model. FILE may be "-", the standard input. Ctrl+C saves the run; --resume continues it bit for bit.',
  flags: [
    commandFlag('validation-file', 'FILE', 'Validation text, instead of a share of the training text.'),
    resumeFlag,
    nameFlag,
    commandFlag(
      'out',
      'FILE',
      'Writes the best model to this file when the run is done (safetensors, named as in PyTorch).',
    ),
    runsFlag,
    encodingFlag,
    jsonFlag,
    ...networkFlags(clozeDefaults(), isUsedByCloze),
  ],

  async run(call) {
    const isJson = call.flags.has('json');
    const out = textFlag(call, 'out');
    if (out !== undefined) await checkWritable(out);
    const resumed = textFlag(call, 'resume');
    const place = resumed === undefined ? undefined : await placeOf(call, resumed);
    const folder = place?.folder ?? runsFolder(call);
    const open = place ? resuming(call, place.id) : starting(call);
    const listener = isJson
      ? jsonLines(line => process.stdout.write(line))
      : new ProgressLine(process.stderr);
    const { record, exitCode } = await attend(listener, portsIn(folder), open);
    if (out !== undefined && record.state === 'done') await writeFile(out, await modelOf(folder, record));
    if (!isJson) process.stdout.write(inWords(record, folder));
    process.stderr.write(advice(record, folder));
    return exitCode;
  },
};

function starting(call: Call) {
  const [file] = operandsOf(call, ['FILE']);
  return async (ports: SessionPorts) => {
    const text = await openRunText(call, file);
    process.stderr.write(notesOn(text, call.settings));
    const validationFile = textFlag(call, 'validation-file');
    return startCloze(ports, {
      name: textFlag(call, 'name') ?? text.name,
      text,
      validationText: validationFile === undefined ? undefined : await openRunText(call, validationFile),
      settings: call.settings,
    });
  };
}

function resuming(call: Call, id: string) {
  const changes = resumedChanges(call, call.settings);
  return async (ports: SessionPorts) => {
    const command = taskOf(await ports.store.records.read(id));
    if (command !== 'cloze') throw new UsageError(`Resume this run with "elman ${command}".`);
    return resumeSession(ports, id, changes);
  };
}

/** Returns the model of a finished run, with its best weights, as a file. */
async function modelOf(folder: string, record: RunRecord): Promise<Uint8Array> {
  const weights = await storeIn(folder).loadWeights(record);
  const kernels = await chooseKernels(record.kernels === 'reference' ? 'reference' : 'auto', kernelModule);
  return encodeClozeModel(openCloze(kernels, weights));
}
