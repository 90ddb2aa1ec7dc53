"""A character-level recurrent network in PyTorch, written for timing.

Uses OMP_NUM_THREADS threads if that is set, otherwise PyTorch's default.

Usage: torchNet.py TEXT INPUT CELL H B T RATE; see laps.py for what it reads and prints. INPUT is embedding (of
the hidden size) or one-hot; CELL is rnn, lstm or gru. Adagrad with min-char-rnn's epsilon of 1e-8, gradients
clipped to +-5, the state carried on, the loss summed over the window.
"""
import sys

import torch

from laps import openblas, read_tokens, serve, threads

CELLS = {'rnn': torch.nn.RNN, 'lstm': torch.nn.LSTM, 'gru': torch.nn.GRU}


class Net(torch.nn.Module):
    def __init__(self, V, H, cell, onehot):
        super().__init__()
        self.V = V
        self.embedding = None if onehot else torch.nn.Embedding(V, H)
        self.rnn = CELLS[cell](V if onehot else H, H)
        self.out = torch.nn.Linear(H, V)
        for parameter in self.parameters():
            torch.nn.init.normal_(parameter, std=0.01 if parameter.dim() > 1 else 0.0)
        if cell != 'gru':
            self.rnn.bias_hh_l0.requires_grad_(False)  # one bias is enough, and learns as ours does
        if cell == 'lstm':
            self.rnn.bias_ih_l0.data[H:2 * H] = 1.0

    def forward(self, x, state):
        inputs = self.embedding(x) if self.embedding else torch.nn.functional.one_hot(x, self.V).float()
        h, state = self.rnn(inputs, state)
        return self.out(h), state


def detached(state):
    return tuple(s.detach() for s in state) if isinstance(state, tuple) else state.detach()


class Training:
    def __init__(self, ids, V, kind, cell, H, B, T, rate):
        stream = len(ids) // B
        self.streams = torch.tensor(ids[:stream * B]).view(B, stream).t().contiguous()
        torch.manual_seed(1)
        self.net = Net(V, H, cell, kind == 'one-hot')
        self.optimizer = torch.optim.Adagrad([p for p in self.net.parameters() if p.requires_grad], lr=rate, eps=1e-8)
        self.V, self.B, self.T = V, B, T
        self.position, self.state = len(self.streams), None

    def update(self):
        T = self.T
        if self.position + T + 1 >= len(self.streams):
            self.position, self.state = 0, None
        p = self.position
        x, y = self.streams[p:p + T], self.streams[p + 1:p + T + 1]
        scores, state = self.net(x, self.state)
        self.state = detached(state)
        loss = torch.nn.functional.cross_entropy(scores.view(-1, self.V), y.reshape(-1), reduction='sum') / self.B
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_value_(self.net.parameters(), 5.0)
        self.optimizer.step()
        self.position += T
        return loss.item() / T


if __name__ == '__main__':
    text, kind, cell, H, B, T, rate = sys.argv[1:]
    ids, V = read_tokens(text, 'character')
    training = Training(ids, V, kind, cell, int(H), int(B), int(T), float(rate))
    serve(f'PyTorch {torch.__version__}, {openblas()}, {threads(torch.get_num_threads())}', training.update)
