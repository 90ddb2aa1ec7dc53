// `npm run generate`: writes the files that are generated from the settings (src/settings), the commands
// (package.json), the lessons (src/course) and the published types. Before that, it builds the command line and the module.
// `npm run generate -- --check` writes nothing, and fails if a generated file is out of date.
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
  // docs/reference/library.md contains the types of the module.
  await build(product.engine);
  const { declareTypes } = await import('./declareTypes.mjs');
  await declareTypes();
}
const { englishTexts, manifest } = await import('./generate/manifest.mjs');
const { courseTexts, coursePages, withCourse } = await import('./generate/course.mjs');
const { experimentSchema } = await import('./generate/experimentSchema.mjs');
const { settingsPage } = await import('./generate/settings.mjs');
const { commandNames, commandsPage } = await import('./generate/commands.mjs');
const { commandLinePage } = await import('./generate/commandLine.mjs');
const { extensionApiPage, libraryPage } = await import('./generate/library.mjs');

const files = {
  'package.json': () => withCourse(manifest()),
  'package.nls.json': () => courseTexts('package.nls.json', 'en', englishTexts()),
  'package.nls.ja.json': () => courseTexts('package.nls.ja.json', 'ja'),
  ...coursePages,
  'src/extension/commandName.ts': commandNames,
  'media/experiment.schema.json': experimentSchema,
  'docs/reference/settings.md': settingsPage,
  'docs/reference/commands.md': commandsPage,
  'docs/reference/command-line.md': commandLinePage,
  'docs/reference/library.md': libraryPage,
  'docs/reference/extension-api.md': extensionApiPage,
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
