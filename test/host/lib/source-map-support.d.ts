declare module 'source-map-support' {
  export function install(options: { environment: 'node' | 'browser' }): void;
}
