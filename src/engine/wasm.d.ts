/** A compiled module that is imported. The build replaces the import by the bytes of the module. */
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
