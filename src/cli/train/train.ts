import { hasEnded } from '../../common/hasEnded';
import { kernelsChanged } from '../../common/kernelChange';
import { longerRunDifference } from '../../common/longerRun';
import { taskOf } from '../../common/runTask';
import type { RunSource } from '../../engine/train/firstReading';
import type { SessionPorts } from '../../engine/train/ports';
import { resumeSession } from '../../engine/train/resumeSession';
import type { Session } from '../../engine/train/session';
import { startSession } from '../../engine/train/startSession';
import { type Call, type Command, textFlag } from '../command/command';
import { commandFlag, jsonFlag } from '../command/flag';
import { settingFlags } from '../command/settingFlags';
import { UsageError } from '../command/usageError';
import { checkWritable, writeFile } from '../files';
import { count, jsonLine } from '../format';
import { printTo } from '../output';
import { modelFileOf, placeOf, runsFlag, runsFolder, storeIn } from '../runs';
import { encodingFlag, openRunText } from '../textFiles';
import { jsonLines } from './jsonLines';
import { type KeyedRun, keyedRun, keyFlag } from './keyedRun';
import { originOf } from './origin';
import { readPlan } from './plannedChanges';
import { portsIn } from './ports';
import { presetFlagOfCommand, presetSettings } from './preset';
import { ProgressLine } from './progress';
import { advice, inWords } from './summary';
import { notesOn } from './textNotes';
import { attend } from './trainUntilEnd';

const flags = [
  commandFlag('train', 'FILE', 'The text (as in elman.py): another way to specify FILE.'),
  commandFlag('validation-file', 'FILE', 'Validation text, instead of a share of the training text.'),
  encodingFlag,
  commandFlag(
    'resume',
    'RUN',
    'Resumes a run, named by its id or by the path of its folder; only --learning-rate and --max-iterations can change. With more iterations than before, a finished run trains further.',
  ),
  commandFlag(
    'weights',
    'MODEL',
    'Starts from the weights of a network and with its settings, as a new run on the same text. If the network has a lesion ("elman lesion"), what counts as 0 stays 0 while the rest learns.',
  ),
  keyFlag,
  runsFlag,
  commandFlag(
    'plan',
    'CHANGES',
    'Changes of settings during the training: 5000:learning-rate=0.01,8000:gradient-clip=1 changes them at iterations 5000 and 8000.',
  ),
  presetFlagOfCommand,
  commandFlag('name', 'NAME', "Name of the run (default: the file's name)."),
  commandFlag(
    'out',
    'FILE',
    'Writes the model to this file when the run is done (safetensors, named as in PyTorch).',
  ),
  jsonFlag,
  ...settingFlags,
];

/** Minimum size in bytes of a text for which the program prints that it is reading the text. */
const BIG = 10_000_000;

/**
 * Returns a notice that a large text is being read, during which the program could seem to hang. Empty for a
 * smaller text.
 */
function reading({ name, bytes, size }: RunSource): string {
  const length = typeof bytes === 'function' ? size : bytes.length;
  return length === undefined || length < BIG ? '' : `Reading ${name} (${count(length / 1e6)} MB) ...\n`;
}

export const train: Command = {
  name: 'train',
  operands: 'FILE',
  summary: 'Trains a network on a text.',
  notes:
    'FILE may be "-", the standard input. Ctrl+C saves the run; --resume continues it bit for bit. The flags of elman.py and the names of min-char-rnn work as well.',
  flags,

  async run(call) {
    const isJson = call.flags.has('json');
    const [stdout, stderr] = [printTo(process.stdout), printTo(process.stderr)];
    const keyed = await keyedRun(call, textsOf(call));
    if (keyed?.stored && hasEnded(keyed.stored)) {
      stdout.write(
        isJson
          ? jsonLine({ type: 'run', ...keyed.stored })
          : `Run ${keyed.id}: ${keyed.stored.state} before.\n`,
      );
      return keyed.stored.state === 'done' ? 0 : 1;
    }
    const resumed = textFlag(call, 'resume');
    const place = resumed === undefined ? undefined : await placeOf(call, resumed);
    const open = opening(call, words => isJson || stderr.write(words), keyed, place?.id);
    const out = textFlag(call, 'out');
    const folder = place?.folder ?? runsFolder(call);
    if (out !== undefined) await checkWritable(out);
    const store = storeIn(folder);
    const listener = isJson ? jsonLines(line => stdout.write(line)) : new ProgressLine(stderr);
    const { record, exitCode } = await attend(listener, portsIn(folder), open);
    if (out !== undefined && record.state === 'done') await writeFile(out, await modelFileOf(store, record));
    // If the folder cannot be read, treats the run as stored: the run has failed then, and its record gives
    // the reason.
    const isStored = await store.records.exists(record.id).catch(() => true);
    if (!isJson) stdout.write(inWords(record, isStored ? folder : undefined));
    stderr.write(advice(record, isStored ? folder : undefined));
    return exitCode;
  },
};

/**
 * Returns a function that starts the session, or resumes the run with this id. Throws a UsageError for contradictory
 * arguments.
 */
function opening(
  call: Call,
  report: (words: string) => void,
  keyed: KeyedRun | undefined,
  id: string | undefined,
): (ports: SessionPorts) => Promise<Session> {
  const texts = textsOf(call);
  if (id !== undefined) return resuming(call, id, texts);
  if (texts.length !== 1) {
    throw new UsageError(
      texts.length === 0 ? 'Specify a FILE to train on.' : `Specify one FILE, not ${texts.join(', ')}.`,
    );
  }
  const plan = readPlan(textFlag(call, 'plan') ?? '');
  if (keyed?.stored) return ports => resumeSession(ports, keyed.id);
  return async ports => {
    const text = await openRunText(call, texts[0]);
    report(reading(text));
    report(notesOn(text, call.settings));
    const validationFile = textFlag(call, 'validation-file');
    const from = await originOf(call);
    return startSession(ports, {
      id: keyed?.id,
      name: textFlag(call, 'name') ?? text.name,
      text,
      validationText: validationFile === undefined ? undefined : await openRunText(call, validationFile),
      settings: { ...from?.settings, ...presetSettings(call), ...call.settings },
      origin: from?.origin,
      plan,
    });
  };
}

const textsOf = ({ operands, flags: given }: Call): readonly string[] => [
  ...operands,
  ...(given.has('train') ? [String(given.get('train'))] : []),
];

function resuming({ settings, flags: given }: Call, id: string, texts: readonly string[]) {
  const {
    'training.learningRate': learningRate,
    'training.maxIterations': maxIterations,
    ...others
  } = settings;
  const [setting] = Object.keys(others);
  const flag = flags.find(each => each.setting === setting && setting !== undefined)?.name;
  const fixed =
    flag ??
    ['validation-file', 'encoding', 'name', 'plan', 'preset', 'weights'].find(name => given.has(name));
  if (fixed !== undefined) {
    throw new UsageError(
      `--${fixed} cannot change when a run is resumed; only --learning-rate and --max-iterations can.`,
    );
  }
  if (texts.length > 0) throw new UsageError(`A resumed run has its own text; omit ${texts.join(', ')}.`);
  return async (ports: SessionPorts) => {
    const before = await ports.store.records.read(id);
    const command = taskOf(before);
    if (command !== 'train') throw new UsageError(`Resume this run with "elman ${command}".`);
    const session = await resumeSession(ports, id, { learningRate, maxIterations });
    const notices = [
      kernelsChanged(before.kernels, session.record),
      before.state === 'done' ? longerRunDifference(before) : undefined,
    ];
    for (const notice of notices) if (notice) process.stderr.write(`${notice.message}\n`);
    return session;
  };
}
