// `npm run generate`: writes the files that are generated from the settings (src/settings) and the commands
// (package.json). `npm run generate -- --check` writes nothing, and fails if a generated file is out of date.
// Both first build the command line.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { prepare } from './prepare.mjs';

const isCheck = process.argv.includes('--check');
if (!isCheck) {
  if (!existsSync('dist/cli.mjs')) prepare();
  const { build } = await import('esbuild');
  const { product } = await import('./bundles.mjs');
  const { compileKernels } = await import('./compileKernels.mjs');
  // The command line contains the kernels.
  await compileKernels();
  // docs/reference/command-line.md contains the help of the command line.
  await build(product.cli);
}
const { englishTexts, manifest } = await import('./generate/manifest.mjs');
const { experimentSchema } = await import('./generate/experimentSchema.mjs');
const { settingsPage } = await import('./generate/settings.mjs');
const { commandNames, commandsPage } = await import('./generate/commands.mjs');
const { commandLinePage } = await import('./generate/commandLine.mjs');

const files = {
  'package.json': manifest,
  'package.nls.json': englishTexts,
  'src/extension/commandName.ts': commandNames,
  'media/experiment.schema.json': experimentSchema,
  'docs/reference/settings.md': settingsPage,
  'docs/reference/commands.md': commandsPage,
  'docs/reference/command-line.md': commandLinePage,
};
for (const [file, make] of Object.entries(files)) {
  const text = make();
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  if (isCheck) {
    console.error(`${file} is stale. Run "npm run generate".`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(file);
  }
}
