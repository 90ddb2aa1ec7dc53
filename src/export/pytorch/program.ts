import type { ExportedNetwork } from '../network/exportedNetwork';
import { cells } from './cells';
import { outputCode } from './outputs';
import { indented } from './python';
import { tokenCode } from './tokens';

/** Number of tokens that a network reads at a time. The number does not change the results. */
const PIECE = 256;

const WEIGHTS_OF = `def weights_of(self, l, parts=None):
    """Returns a function that finds a weight of layer l by its name, in the module part."""
    root = self.rnn if parts is None else parts
    return lambda name, part=None: getattr(getattr(root, part) if part else root, f"{name}_l{l}")`;

/** Returns a Python program that scores a text with the network, whose weights it reads from a file with the same name. */
export function pytorchProgram(network: ExportedNetwork): string {
  const { description, shape, tokenizer } = network;
  const cell = cells[shape.cell](network);
  const piece = cell.piece ?? PIECE;
  return `"""A network of Elman Lab in PyTorch: ${description}

    python3 PROGRAM TEXT            prints the loss of a text
    python3 PROGRAM TEXT --tokens   also prints ln P of each token

The weights are in the file with the name of this program that ends with .safetensors.
"""
import json
import math
import re
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F


class Network(nn.Module):
    """Predicts the next token. T tokens, V symbols, H hidden units."""

    def __init__(self, tensors):
        super().__init__()
${cell.modules === undefined ? '' : `${indented(cell.modules, 2)}\n`}        for name, value in tensors.items():
            *path, last = name.split(".")
            part = self
            for each in path:
                if not hasattr(part, each):
                    part.add_module(each, nn.Module())
                part = getattr(part, each)
            if value.is_floating_point():
                setattr(part, last, nn.Parameter(value))
            else:
                part.register_buffer(last, value)

    def forward(self, ids, state):
        """Returns ln P of every symbol after each token of ids [T], and the state after them: [T, V], state."""
${indented(inputCode(network), 2)}
        h, state = self.layers(x, state)
        return self.output(h), state

${indented(cell.layers)}

${indented(outputCode(network))}

${cell.layers.includes('weights_of') ? `${indented(WEIGHTS_OF)}\n\n` : ''}    @torch.no_grad()
    def score(self, ids, state):
        """Returns ln P of ids[1], ids[2] and so on [N - 1]."""
        found = [torch.zeros(0)]
        for inputs, targets in zip(ids[:-1].split(${piece}), ids[1:].split(${piece})):
            logprobs, state = self(inputs, state)
            found.append(logprobs.gather(1, targets[:, None])[:, 0])
        return torch.cat(found)


def start_of(carried):
    """Returns the state before the first token."""
    return ${cell.start}


def read_safetensors(path):
    """Returns the tensors and the metadata. The file is a length (8 bytes), a JSON header and the numbers."""
    data = bytearray(path.read_bytes())
    start = 8 + struct.unpack_from("<Q", data)[0]
    header = json.loads(data[8:start].decode())
    metadata = header.pop("__metadata__")
    types = {"F32": torch.float32, "F64": torch.float64, "I32": torch.int32}
    tensors = {}
    for name, entry in header.items():
        place = {"count": math.prod(entry["shape"]), "offset": start + entry["data_offsets"][0]}
        values = torch.frombuffer(data, dtype=types[entry["dtype"]], **place).reshape(entry["shape"])
        tensors[name] = values.float() if values.is_floating_point() else values
    return tensors, metadata


${tokenCode(tokenizer)}


def main():
    tensors, metadata = read_safetensors(Path(__file__).with_suffix(".safetensors"))
    ids = {symbol: id for id, symbol in enumerate(json.loads(metadata["vocabulary"]))}
    start = start_of(torch.tensor(json.loads(metadata["state"])["carried"]))
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        tokens = tokens_of(file.read())
${indented(knownCode(network))}
    first = [${JSON.stringify(tokenizer.lineEnd)}] if ${JSON.stringify(tokenizer.lineEnd)} in ids else []  # is read before the text
    read = first + known
    logprobs = Network(tensors).score(torch.tensor([ids[token] for token in read]), start).tolist()
    if "--tokens" in sys.argv:
        for token, logprob in zip(read[1:], logprobs):
            print(f"{logprob:.6f}\\t{json.dumps(token, ensure_ascii=False)}")
    left_out = len(tokens) - len(logprobs)
    total = -math.fsum(logprobs)
    print(f"tokens {len(logprobs)}, left out {left_out}, loss {total:.6f} nats, {total / max(1, len(logprobs)):.6f} nats per token")


if __name__ == "__main__":
    main()
`;
}

/** Returns the statements that set x, the input of the lowest layer. */
function inputCode({ shape: { cell, context, vocabulary: V }, embedding }: ExportedNetwork): string {
  if (cell === 'feedForward')
    return `past = torch.cat([state, ids])  # the last ${context} tokens of each step are one input
state = past[len(past) - ${context - 1} :]
x = torch.cat([self.embedding.weight[past[k : k + len(ids)]] for k in range(${context})], -1)`;
  return embedding > 0 ? 'x = self.embedding.weight[ids]' : `x = F.one_hot(ids, ${V}).float()`;
}

function knownCode({ tokenizer }: ExportedNetwork): string {
  return tokenizer.openVocabulary
    ? `known = [token if token in ids else "<unk>" for token in tokens]
known = [token for token in known if token in ids]`
    : 'known = [token for token in tokens if token in ids]  # other characters have no probability';
}
