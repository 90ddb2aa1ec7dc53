import * as vscode from 'vscode';
import type { Services } from '../core/services';
import type { RunSetup } from '../training/runSetup';
import type { TrainCommand } from '../training/trainCommand';
import { TrainTranslatorCommand } from './trainTranslatorCommand';
import { TranslateCommand } from './translateCommand';
import { TranslationHover } from './translationHover';
import { TranslationPanels } from './translationPanels';
import { Translator } from './translator';

/** Adds the commands that train translators and translate with them, their page and their hover. */
export function addTranslation(
  services: Services,
  { setup, training }: { readonly setup: RunSetup; readonly training: TrainCommand },
) {
  const { runManager, activeModel, labelWorker, context, report } = services;
  const trainTranslator = new TrainTranslatorCommand(setup, training);
  const translator = new Translator(labelWorker, runManager, activeModel);
  const panels = new TranslationPanels(context.extensionUri, translator, report);
  const translating = new TranslateCommand(translator, panels);
  const hover = new TranslationHover(translator);
  services.own(panels, vscode.languages.registerHoverProvider({ scheme: '*' }, hover));
  services.command('trainTranslator', (clicked?: unknown) => trainTranslator.run(clicked));
  services.command('translateSelection', () => translating.run());
  return { trainTranslator, translating, hover, panels };
}
