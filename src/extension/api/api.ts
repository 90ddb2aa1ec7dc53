import * as vscode from 'vscode';
import { bitsPerCharacter, perplexity } from '../../engine/scoring/perplexities';
import type { RunRecord } from '../../protocol/run';
import type { SourceText } from '../../protocol/sourceText';
import { signalOf } from '../abortSignal';
import { type ModelChoice, noModel } from '../core/activeModel';
import type { RunManager } from '../core/runManager';
import type { ModelScore, TextReader } from '../core/textReader';
import { Owner } from '../disposableOwner';
import { messageText } from '../messages';
import { readArpaSettings, readTrainingSettings } from '../settings';
import { readRunText, type Texts, withValidationText } from '../training/textSource';
import type { TrainCommand } from '../training/trainCommand';
import { ApiError, withCode } from './apiError';
import { runOf } from './runOf';
import type {
  ElmanLabApi,
  ElmanLabModel,
  ElmanLabRun,
  ElmanLabScore,
  ElmanLabScoreOptions,
  ElmanLabText,
  ElmanLabTrainOptions,
} from './types';

interface ApiServices {
  readonly runManager: Pick<RunManager, 'load' | 'run' | 'runs' | 'onDidChange'>;
  readonly reader: Pick<TextReader, 'scoreText'>;
  readonly training: Pick<TrainCommand, 'begin' | 'start'>;
  /** Returns whether the user trusts the workspace. */
  readonly isTrusted: () => boolean;
}

/** The implementation of the API for other extensions. `types.ts` documents it. */
export class Api extends Owner implements ElmanLabApi {
  readonly version = 1;
  readonly onDidChangeRuns: vscode.Event<void>;
  private readonly changed = this.own(new vscode.EventEmitter<void>());

  constructor(private readonly services: ApiServices) {
    super();
    this.onDidChangeRuns = this.changed.event;
    this.own(services.runManager.onDidChange(() => this.changed.fire()));
  }

  async score(text: string, { model, token }: ElmanLabScoreOptions = {}): Promise<ElmanLabScore> {
    const choice = model && (await this.choiceOf(model));
    const signal = token && signalOf(token);
    const code = model && 'run' in model ? 'unknownRun' : 'unreadableModel';
    const score = await withCode(code, () => this.services.reader.scoreText(text, choice, signal));
    if (!score) throw new ApiError('noModel', messageText(noModel()));
    return scoreOf(score);
  }

  async runs(): Promise<readonly ElmanLabRun[]> {
    const { runManager } = this.services;
    await runManager.load();
    return runManager.runs.map(runOf);
  }

  async train(text: vscode.Uri | ElmanLabText, options: ElmanLabTrainOptions = {}): Promise<ElmanLabRun> {
    this.requireTrust();
    const source = await withCode('unreadableText', async () =>
      'text' in text ? sourceOf(text) : readRunText(text),
    );
    return runOf(await withCode('invalidRun', () => this.start(source, options)));
  }

  private async start(
    source: Texts['text'],
    { name, settings, show }: ElmanLabTrainOptions,
  ): Promise<RunRecord> {
    const { training, runManager } = this.services;
    // The name of the new run is chosen among names that no known run has, so all runs must be known.
    await runManager.load();
    const texts = await withValidationText(source);
    const all = { ...readTrainingSettings(vscode.Uri.parse(source.uri)), ...settings };
    return show
      ? training.start(name ?? source.name, texts, all)
      : training.begin(name ?? source.name, texts, all);
  }

  private async choiceOf(model: ElmanLabModel): Promise<ModelChoice> {
    if ('file' in model) {
      this.requireTrust();
      return fileChoice(model.file);
    }
    const { run: id, checkpoint = 'usual' } = model;
    await this.services.runManager.load();
    if (this.services.runManager.run(id)) return { kind: 'run', id, checkpoint };
    throw new ApiError('unknownRun', vscode.l10n.t('There is no run "{0}".', id));
  }

  private requireTrust(): void {
    if (this.services.isTrusted()) return;
    const message = vscode.l10n.t(
      'Other extensions may train and open model files only in a trusted workspace. Trust this workspace first.',
    );
    throw new ApiError('untrustedWorkspace', message);
  }
}

/**
 * Returns the reference of a model file. The reference contains the file's modification time, so that a
 * changed file is read again.
 */
async function fileChoice(file: vscode.Uri): Promise<ModelChoice> {
  // Ignores an error here, because opening the file reports it.
  const found = await vscode.workspace.fs.stat(file).then(undefined, () => undefined);
  return { kind: 'file', uri: file.toString(), opened: found?.mtime, ...readArpaSettings(file) };
}

function sourceOf({ name, text }: ElmanLabText): SourceText {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: name });
  return { name, uri: uri.toString(), bytes: new TextEncoder().encode(text) };
}

function scoreOf(score: ModelScore): ElmanLabScore {
  const { tokens, scored, unknown, characters, logProb } = score;
  const { name, description, iteration } = score.model;
  return {
    ...{ model: name, description, iteration, tokens, scored, unknown, characters, logProb },
    perplexity: perplexity(score),
    ...(score.model.bothSides && { bothSides: true }),
    bitsPerCharacter: bitsPerCharacter(score),
  };
}
