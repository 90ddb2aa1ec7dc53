import * as vscode from 'vscode';
import type { Lab } from '../lab/lab';
import { originBefore } from '../lab/stretch';
import { ContinueCommand, type Write } from './continueCommand';
import { GhostText } from './ghostText';

/** The active model writes: at the cursor, and suggestions as somebody types. */
export function addWriting(lab: Lab): ContinueCommand {
  const write: Write = (document, offset, writing, wrote, signal) => {
    const stretch = { origin: originBefore(document, offset), start: offset, end: offset };
    return lab.reader.write(document, stretch, writing, wrote, signal);
  };
  const continuing = new ContinueCommand(write);
  const ghostText = new GhostText(write);
  lab.own(continuing, vscode.languages.registerInlineCompletionItemProvider({ scheme: '*' }, ghostText));
  lab.command('continueHere', () => continuing.run());
  lab.command('stopWriting', () => continuing.stop());
  return continuing;
}
