import * as vscode from 'vscode';
import { originBefore } from '../core/documentRange';
import type { Services } from '../core/services';
import { ContinueCommand, type Write } from './continueCommand';
import { GhostText } from './ghostText';

/** Adds the features that generate text with the active model: at the cursor, and as inline suggestions. */
export function addWriting(services: Services): ContinueCommand {
  const write: Write = (document, offset, writing, wrote, signal) => {
    const range = { origin: originBefore(document, offset), start: offset, end: offset };
    return services.reader.write(document, range, writing, wrote, signal);
  };
  const continuing = new ContinueCommand(write);
  const ghostText = new GhostText(write);
  services.own(continuing, vscode.languages.registerInlineCompletionItemProvider({ scheme: '*' }, ghostText));
  services.command('continueHere', () => continuing.run());
  services.command('stopWriting', () => continuing.stop());
  return continuing;
}
