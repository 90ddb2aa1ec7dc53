/** A format of other programs for networks. */
export type NetworkFormat = 'onnx' | 'pytorch';

/** The files of an exported network. */
export interface NetworkExport {
  /** The ONNX file, or the Python program. */
  readonly main: Uint8Array;
  /** The weights of the Python program, which are a file with its name and the ending `.safetensors`. */
  readonly weights?: Uint8Array;
}
