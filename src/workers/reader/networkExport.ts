import type { OpenModel } from '../../engine/model/openModel';
import { onnxFile } from '../../export/onnx/onnxFile';
import { pytorchFiles } from '../../export/pytorch/pytorchFiles';
import type { NetworkExport, NetworkFormat } from '../../protocol/networkExport';

/** Returns the files of a network for another program. Throws a UserError for a model that the format cannot express. */
export function networkExportOf(open: OpenModel, format: NetworkFormat): NetworkExport {
  if (format === 'onnx') return { main: onnxFile(open) };
  const { program, weights } = pytorchFiles(open);
  return { main: program, weights };
}
