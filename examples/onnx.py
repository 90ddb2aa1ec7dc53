"""Writes text with an ONNX file of `elman export --onnx`, in onnxruntime: one token per call, with the states passed on.

    pip install onnxruntime
    python3 examples/onnx.py MODEL.onnx [TOKENS]
"""
import json
import sys

import numpy as np
import onnxruntime

path, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
metadata = session.get_modelmeta().custom_metadata_map
vocabulary = json.loads(metadata["vocabulary"])
positions = int(metadata.get("positions", count + 1))  # a transformer's limit
random = np.random.default_rng()


def start_states():
    """Returns the states before the first token, for one stream (B = 1). A transformer has seen P = 0 tokens."""
    sizes = {"B": 1, "P": 0}
    return {
        state["name"]: np.array(state["start"], state["type"]).reshape([sizes.get(size, size) for size in state["dims"]])
        for state in json.loads(metadata["states"])
    }


def as_text(symbol):
    if metadata["unit"] != "word":
        return symbol
    return "\n" if symbol == metadata.get("line_end") else symbol + " "


line_end = metadata.get("line_end")
token = vocabulary.index(line_end) if line_end in vocabulary else 0
for i in range(count):
    if i % positions == 0:
        states = start_states()
    ids = np.array([[token]], np.int64)  # [tokens, streams]
    logprobs, *after = session.run(["logprobs", *("next_" + name for name in states)], {"ids": ids, **states})
    states = dict(zip(states, after))
    probabilities = np.exp(logprobs[0, 0].astype(np.float64))
    token = random.choice(len(vocabulary), p=probabilities / probabilities.sum())
    print(as_text(vocabulary[token]), end="")
print()
