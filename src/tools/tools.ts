import { compareRuns } from './compareRuns';
import { listRuns } from './listRuns';
import { listSurprisals } from './listSurprisals';
import { sampleText } from './sampleText';
import { scoreText } from './scoreText';
import type { Tool } from './tool';
import { trainNetwork } from './trainNetwork';

/** The tools for language models, in VS Code and over the Model Context Protocol. */
export const tools: readonly Tool[] = [
  listRuns,
  trainNetwork,
  compareRuns,
  scoreText,
  listSurprisals,
  sampleText,
];
