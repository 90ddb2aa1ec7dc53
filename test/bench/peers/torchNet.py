"""A character-level recurrent network in PyTorch, written for timing.

Usage: torchNet.py TEXT ITERATIONS CELL HIDDEN BATCH T INPUT. CELL is rnn, lstm or gru; INPUT is embedding (of
the hidden size) or onehot. Prints one JSON object: characters a second and the smoothed loss. Adagrad 0.1 with
its epsilon of 1e-8, gradients clipped to +-5, the state carried on, the loss summed over the window.
"""
import json
import math
import sys
import time

import torch

torch.set_num_threads(1)
CELLS = {'rnn': torch.nn.RNN, 'lstm': torch.nn.LSTM, 'gru': torch.nn.GRU}


class Net(torch.nn.Module):
    def __init__(self, V, H, cell, onehot):
        super().__init__()
        self.V = V
        self.embedding = None if onehot else torch.nn.Embedding(V, H)
        self.rnn = CELLS[cell](V if onehot else H, H)
        self.out = torch.nn.Linear(H, V)

    def forward(self, x, state):
        inputs = self.embedding(x) if self.embedding else torch.nn.functional.one_hot(x, self.V).float()
        h, state = self.rnn(inputs, state)
        return self.out(h), state


def detached(state):
    return tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()


def train(text, iterations, cell, H, B, T, kind):
    symbols = sorted(set(text))
    V = len(symbols)
    index = {symbol: i for i, symbol in enumerate(symbols)}
    ids = torch.tensor([index[symbol] for symbol in text])
    stream = len(ids) // B
    streams = ids[:stream * B].view(B, stream).t().contiguous()
    torch.manual_seed(1)
    net = Net(V, H, cell, kind == 'onehot')
    for parameter in net.parameters():
        torch.nn.init.normal_(parameter, std=0.01 if parameter.dim() > 1 else 0.0)
    optimizer = torch.optim.Adagrad(net.parameters(), lr=0.1, eps=1e-8)
    smooth, state, position = math.log(V) * T, None, 0
    start = time.perf_counter()
    for n in range(iterations):
        if position + T + 1 >= stream:
            position, state = 0, None
        x, y = streams[position:position + T], streams[position + 1:position + T + 1]
        scores, state = net(x, state)
        state = detached(state)
        loss = torch.nn.functional.cross_entropy(scores.view(-1, V), y.reshape(-1), reduction='sum') / B
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_value_(net.parameters(), 5.0)
        optimizer.step()
        smooth = 0.999 * smooth + 0.001 * loss.item()
        position += T
    return iterations * T * B / (time.perf_counter() - start), smooth


if __name__ == '__main__':
    path, iterations, cell, H, B, T, kind = sys.argv[1:]
    with open(path, encoding='utf-8', newline='') as file:
        speed, loss = train(file.read(), int(iterations), cell, int(H), int(B), int(T), kind)
    print(json.dumps({'tokensPerSecond': speed, 'smoothLoss': float(loss)}))
