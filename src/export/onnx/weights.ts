import type { StoredTensor } from '../../engine/storage/safetensors/safetensors';
import type { Graph } from './graph';

/** The tensors of a network as constants of a graph. A constant is added when it is first used. */
export class OnnxWeights {
  private readonly tensors: ReadonlyMap<string, StoredTensor>;
  private readonly constants = new Map<string, string>();

  constructor(
    private readonly graph: Graph,
    tensors: readonly StoredTensor[],
  ) {
    this.tensors = new Map(tensors.map(tensor => [tensor.name, tensor]));
  }

  has = (name: string) => this.tensors.has(name);

  tensor(name: string): StoredTensor {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new Error(`the network has no tensor ${name}`);
    return tensor;
  }

  /** Returns a tensor as it is. */
  plain(name: string): string {
    return this.once(name, () => {
      const { shape, data } = this.tensor(name);
      return this.graph.floats(shape, data);
    });
  }

  /** Returns the transpose of a matrix. */
  transposed(name: string): string {
    return this.once(`${name} transposed`, () => {
      const { shape, data } = this.tensor(name);
      const [rows, columns] = shape;
      const turned = new Float32Array(rows * columns);
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < columns; c++) turned[c * rows + r] = data[r * columns + c];
      return this.graph.floats([columns, rows], turned);
    });
  }

  private once(key: string, add: () => string): string {
    const constant = this.constants.get(key) ?? add();
    this.constants.set(key, constant);
    return constant;
  }
}
