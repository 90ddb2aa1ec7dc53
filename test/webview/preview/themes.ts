/** The theme variables that the page uses, with the values of VS Code's default dark theme. */
const dark = {
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  errorForeground: '#f85149',
  focusBorder: '#0078d4',
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  'editor-selectionBackground': '#264f78',
  'editorWidget-border': '#313131',
  'badge-background': '#616161',
  'badge-foreground': '#f8f8f8',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'input-background': '#313131',
  'input-foreground': '#cccccc',
  'dropdown-border': '#3c3c3c',
  'inputValidation-errorBackground': '#5a1d1d',
  'inputValidation-errorBorder': '#be1100',
  'checkbox-background': '#313131',
  'checkbox-border': '#3c3c3c',
  'dropdown-background': '#313131',
  'dropdown-foreground': '#cccccc',
  'editorHoverWidget-background': '#202020',
  'editorHoverWidget-border': '#454545',
  'menu-background': '#1f1f1f',
  'menu-border': '#454545',
  'menu-selectionBackground': '#0078d4',
  'menu-selectionForeground': '#ffffff',
  'progressBar-background': '#0078d4',
  'textCodeBlock-background': '#2b2b2b',
  'charts-blue': '#3794ff',
  'charts-green': '#89d185',
  'charts-purple': '#b180d7',
  'charts-red': '#f14c4c',
  'charts-yellow': '#cca700',
  'terminal-ansiCyan': '#11a8cd',
};

const light: typeof dark = {
  ...dark,
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3b',
  focusBorder: '#005fb8',
  'editor-background': '#ffffff',
  'editor-foreground': '#3b3b3b',
  'editor-selectionBackground': '#add6ff',
  'editorWidget-border': '#c8c8c8',
  'badge-background': '#cccccc',
  'badge-foreground': '#3b3b3b',
  'button-background': '#005fb8',
  'button-hoverBackground': '#0258a8',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'input-background': '#ffffff',
  'input-foreground': '#3b3b3b',
  'dropdown-border': '#cecece',
  'inputValidation-errorBackground': '#f2dede',
  'checkbox-background': '#f8f8f8',
  'checkbox-border': '#cecece',
  'dropdown-background': '#ffffff',
  'dropdown-foreground': '#3b3b3b',
  'editorHoverWidget-background': '#f8f8f8',
  'editorHoverWidget-border': '#c8c8c8',
  'menu-background': '#ffffff',
  'menu-border': '#cecece',
  'menu-selectionBackground': '#005fb8',
  'menu-selectionForeground': '#ffffff',
  'progressBar-background': '#005fb8',
  'textCodeBlock-background': '#f8f8f8',
  'charts-blue': '#1a85ff',
  'charts-green': '#388a34',
  'charts-purple': '#652d90',
  'charts-red': '#e51400',
  'charts-yellow': '#bf8803',
  'terminal-ansiCyan': '#0598bc',
};

type Colors = Partial<typeof dark> & { contrastBorder?: string; 'button-border'?: string };

/**
 * Returns a high-contrast theme, in which elements have borders. In the dark one, buttons have no background.
 */
function highContrast(
  colors: typeof dark,
  text: string,
  back: string,
  border: string,
  focusBorder: string,
): Colors {
  const texts = {
    foreground: text,
    descriptionForeground: text,
    'input-foreground': text,
    'badge-foreground': text,
    'button-secondaryForeground': text,
    'dropdown-foreground': text,
    'menu-selectionForeground': text,
  };
  const backs = {
    'editor-background': back,
    'input-background': back,
    'badge-background': back,
    'inputValidation-errorBackground': back,
    'button-secondaryBackground': back,
    'textCodeBlock-background': back,
    'checkbox-background': back,
    'dropdown-background': back,
    'editorHoverWidget-background': back,
    'menu-background': back,
    'menu-selectionBackground': back,
  };
  const edges = {
    contrastBorder: border,
    focusBorder,
    'button-border': border,
    'editorWidget-border': border,
    'dropdown-border': border,
    'checkbox-border': border,
    'editorHoverWidget-border': border,
    'menu-border': border,
  };
  return { ...colors, ...texts, ...backs, ...edges };
}

/** Returns colours without the variables that a kind of theme does not set. */
function without(colors: Colors, ...names: readonly (keyof Colors)[]): Colors {
  return Object.fromEntries(Object.entries(colors).filter(([name]) => !names.includes(name as keyof Colors)));
}

const themes = {
  dark: { kind: 'vscode-dark', colors: dark as Colors },
  light: { kind: 'vscode-light', colors: light as Colors },
  'hc-black': {
    kind: 'vscode-high-contrast',
    colors: without(
      highContrast(dark, '#ffffff', '#000000', '#6fc3df', '#f38518'),
      'button-background',
      'button-secondaryBackground',
      'textCodeBlock-background',
    ),
  },
  'hc-light': {
    kind: 'vscode-high-contrast-light',
    colors: {
      ...highContrast(light, '#292929', '#ffffff', '#0f4a85', '#006bbd'),
      'button-background': '#0f4a85',
    },
  },
};

export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

/** Returns the colours of a theme by the names of its variables. Variables that the theme does not set are missing. */
export const colorsOf = (name: ThemeName): Readonly<Record<string, string | undefined>> =>
  themes[name].colors;

export const kindOf = (name: ThemeName) => themes[name].kind;

export function styleOf(name: ThemeName): string {
  const colors = Object.entries(themes[name].colors).map(([key, value]) => `--vscode-${key}: ${value};`);
  const fonts = [
    '--vscode-font-family: system-ui, sans-serif;',
    '--vscode-font-size: 13px;',
    '--vscode-editor-font-family: monospace;',
    '--vscode-editor-font-size: 13px;',
  ];
  return `:root { ${[...colors, ...fonts].join(' ')} } html { background: var(--vscode-editor-background); }`;
}
