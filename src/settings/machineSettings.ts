import type { NamedSettings } from './setting';

/** Settings that depend on the machine. */
export const machine = {
  'kernels.build': {
    kind: 'choice',
    default: 'auto',
    description: 'The build of the numeric kernels.',
    choices: {
      auto: 'The fastest that this machine supports',
      fma: '32-bit, WebAssembly SIMD with fused multiply-add',
      simd: '32-bit, WebAssembly SIMD',
      reference: '64-bit, plain TypeScript: slow and exact',
    },
    scope: 'machine-overridable',
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'kernels.threads': {
    kind: 'integer',
    default: 0,
    minimum: 0,
    maximum: 64,
    description:
      'Number of threads of one run. 0: all cores, shared with the other runs that train, at most `{training.batch}`. The results do not depend on it.',
    scope: 'machine-overridable',
    keptByPresets: true,
    freeInMinCharRnn: true,
  },
  'runs.resume': {
    kind: 'choice',
    default: 'ask',
    description:
      'What to do with runs that were paused when the window closed or reloaded, once it opens again.',
    choices: {
      ask: 'A message says which runs were paused, and offers to resume them',
      always: 'They resume automatically',
      never: 'They stay paused',
    },
    editorOnly: true,
    scope: 'window',
  },
  'runs.worker': {
    kind: 'choice',
    default: 'process',
    description:
      'Where a run computes. The results are the same. It applies to runs that are started or resumed later.',
    choices: {
      process:
        'A process of its own: up to twice as fast, with lower priority than the editor; a crash ends one run only',
      thread:
        'A worker thread of the extension host: for machines that forbid or limit processes, and for breakpoints in the training',
    },
    editorOnly: true,
    scope: 'machine-overridable',
  },
  'runs.folder': {
    kind: 'text',
    default: '',
    description:
      "Folder of the runs: an absolute path, or one relative to the workspace folder. Empty: the extension's own storage.",
    editorOnly: true,
    scope: 'machine-overridable',
  },
} as const satisfies NamedSettings;
