/**
 * The requests of a worker in the browser to the extension host, which accesses the files. Paths are relative to the folder of
 * runs, with `/` between names. They have the meaning of `FileSystem` (`engine/storage/fileSystem.ts`).
 */
export interface FileRequests {
  read(params: { readonly path: string }): Uint8Array | undefined;
  list(params: { readonly folder: string }): readonly string[];
  stamps(params: { readonly paths: readonly string[] }): readonly (string | undefined)[];
  write(params: { readonly path: string; readonly content: Uint8Array }): void;
  append(params: { readonly path: string; readonly content: Uint8Array }): void;
  sync(params: { readonly path: string }): number;
  move(params: { readonly from: string; readonly to: string }): void;
  remove(params: { readonly path: string }): void;
}
