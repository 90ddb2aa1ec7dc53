#!/usr/bin/env node
import { version } from '../../package.json';
import { isSystemError } from '../common/unreadable';
import { UserError, withFile } from '../protocol/userError';
import { ToolError } from '../tools/toolError';
import { takeMultiplyAdd } from '../workers/vectorFlags';
import { checkGradients } from './checkGradients';
import { classic } from './classic';
import { classroom } from './classroom';
import { cloze } from './cloze/cloze';
import type { Command } from './command/command';
import { didYouMean } from './command/didYouMean';
import { helpOf, overview } from './command/help';
import { parseFlags } from './command/parseFlags';
import { inFlags } from './command/settingFlags';
import { UsageError } from './command/usageError';
import { compare } from './compare';
import { showControlsIn } from './controls';
import { experiment } from './experiment/experiment';
import { exporting } from './export';
import { generate } from './generate';
import { hmm } from './hmm';
import { hopfield } from './hopfield';
import { importing } from './importRuns';
import { units } from './inspection/units';
import { weights } from './inspection/weights';
import { labelCommand } from './labelling/labelCommand';
import { lds } from './lds';
import { lesion } from './lesion';
import { list } from './list';
import { mcp } from './mcp/mcp';
import { mix } from './mix';
import { ngram } from './ngram/ngram';
import { endWithTerminal, watchOutput } from './output';
import { rnnlm } from './rnnlm/rnnlm';
import { sample } from './sample';
import { score } from './score';
import { states } from './states/states';
import { encodingAdvice } from './textFiles';
import { thresholds } from './thresholds';
import { toolCommand } from './tools/toolCommand';
import { train } from './train/train';
import { translate } from './translation/translateCommand';
import { vectors } from './vectors';
import { verdict } from './verdict';
import { computeAccuracy } from './word2vec/computeAccuracy';
import { convertVectors } from './word2vec/convertVectors';
import { distance } from './word2vec/distance';
import { word2phrase } from './word2vec/word2phrase';
import { word2vec } from './word2vec/word2vec';
import { wordAnalogy } from './word2vec/wordAnalogy';

const commands: readonly Command[] = [
  train,
  experiment,
  compare,
  classic,
  generate,
  score,
  states,
  units,
  vectors,
  weights,
  thresholds,
  sample,
  list,
  verdict,
  exporting,
  importing,
  classroom,
  checkGradients,
  rnnlm,
  ngram,
  hmm,
  lds,
  hopfield,
  labelCommand('classify'),
  labelCommand('tag'),
  translate,
  cloze,
  mix,
  lesion,
  word2vec,
  distance,
  wordAnalogy,
  computeAccuracy,
  word2phrase,
  convertVectors,
  toolCommand,
  mcp,
];
const helpFlags = ['--help', '-help', '-h'];
const versionFlags = ['--version', '-version'];

/** Runs a command and returns the exit code: 0 for success, 1 for a failure, 2 for wrong arguments. */
async function run([first, ...rest]: readonly string[]): Promise<number> {
  if (first === undefined) throw new UsageError('Specify a command.');
  if (versionFlags.includes(first)) return print(`${version}\n`);
  if (first === 'help' || helpFlags.includes(first)) {
    return print(rest[0] === undefined ? overview(commands) : helpFor(rest[0]));
  }
  const command = find(first);
  if (rest.some(word => helpFlags.includes(word))) return print(helpFor(first));
  if (rest.some(word => versionFlags.includes(word))) return print(`${version}\n`);
  return command.run(parseFlags(rest, command.flags));
}

function find(name: string): Command {
  const command = commands.find(each => each.name === name);
  if (command) return command;
  const names = commands.map(each => each.name);
  throw new UsageError(`There is no command "${name}".${didYouMean(name, names)}`);
}

function helpFor(name: string): string {
  return helpOf(find(name), Math.min(process.stdout.columns ?? 100, 100));
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function report(error: unknown, command: string | undefined): number {
  if (error instanceof UsageError) {
    const known = commands.some(({ name }) => name === command);
    console.error(`${error.message}\nSee elman ${known ? `help ${command}` : '--help'}.`);
    return 2;
  }
  console.error(messageOf(error) + encodingAdvice(error));
  return 1;
}

/** Returns the message of an error that the user can do something about. Throws any other error again. */
function messageOf(error: unknown): string {
  if (error instanceof UserError) return withFile(inFlags(error), error.file);
  if (isSystemError(error) || error instanceof ToolError) return error.message;
  // Any other error is a bug in this program, whose stack trace is needed.
  throw error;
}

takeMultiplyAdd();
watchOutput();
showControlsIn(process.stderr);
// Replaces control characters only in a terminal. Another program that reads the output must get it
// unchanged.
if (process.stdout.isTTY) showControlsIn(process.stdout);
const args = process.argv.slice(2);
process.exitCode = await run(args).catch(error => report(error, args[0]));
endWithTerminal();
