import * as vscode from 'vscode';
import { Cancelled } from '../../protocol/channel';
import { UserError } from '../../protocol/userError';
import { messageText } from '../messages';
import type { ElmanLabError, ElmanLabErrorCode } from './types';

/** An error for other extensions. Its message is in the user's language and can be shown unchanged. */
export class ApiError extends Error implements ElmanLabError {
  override readonly name = 'ElmanLabError';

  constructor(
    readonly code: ElmanLabErrorCode,
    message: string,
    readonly setting?: string,
  ) {
    super(message);
  }
}

/**
 * Runs an action of the API and converts a UserError to an error of the API. The converted error has the code
 * `invalidSetting` if the UserError names a setting, otherwise `code`.
 */
export async function withCode<T>(code: ElmanLabErrorCode, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Cancelled) throw new vscode.CancellationError();
    if (!(error instanceof UserError)) throw error;
    const setting = error.setting?.replace(/^elman\./, '');
    throw new ApiError(setting === undefined ? code : 'invalidSetting', messageText(error), setting);
  }
}
