import * as vscode from 'vscode';
import type { Services } from '../core/services';
import type { TrainCommand } from '../training/trainCommand';
import { Api } from './api';
import { ApiError } from './apiError';
import type { ElmanLabExports } from './types';

/** Creates the API for other extensions. Returns the value that `activate` exports. */
export function addApi(services: Services, training: TrainCommand): ElmanLabExports {
  const { runManager, reader } = services;
  const isTrusted = () => vscode.workspace.isTrusted;
  const api = new Api({ runManager, reader, training, isTrusted });
  services.own(api);
  return {
    getApi: version => {
      if (version === api.version) return api;
      const message = vscode.l10n.t('Elman Lab has no API of version {0}, only of version 1.', version);
      throw new ApiError('unsupportedVersion', message);
    },
  };
}
