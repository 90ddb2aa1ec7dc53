"""A character-level transformer in PyTorch with the sizes of nanoGPT's small model, written for timing.

Uses OMP_NUM_THREADS threads if that is set, otherwise PyTorch's default.

Usage: torchTransformer.py TEXT LAYERS HEADS H B T RATE; see laps.py for what it reads and prints. Learned
positions, normalisation before each part, GELU, biases, output weights tied to the embedding. AdamW with
nanoGPT's settings, gradients clipped to a norm of 1, the mean loss of the window. The text is read in order, in B
streams.
"""
import math
import sys

import torch
from torch import nn
from torch.nn import functional as F

from laps import openblas, read_tokens, serve, threads


class Block(nn.Module):
    def __init__(self, H, heads, T):
        super().__init__()
        self.heads = heads
        self.ln1, self.ln2 = nn.LayerNorm(H), nn.LayerNorm(H)
        self.qkv, self.proj = nn.Linear(H, 3 * H), nn.Linear(H, H)
        self.up, self.down = nn.Linear(H, 4 * H), nn.Linear(4 * H, H)
        self.register_buffer('later', torch.ones(T, T, dtype=torch.bool).triu(1))

    def attention(self, x):
        B, T, H = x.shape
        d = H // self.heads
        q, k, v = (part.view(B, T, self.heads, d).transpose(1, 2) for part in self.qkv(x).split(H, dim=2))
        scores = (q @ k.transpose(-2, -1)) * (1 / math.sqrt(d))
        p = scores.masked_fill(self.later, -math.inf).softmax(-1)
        return self.proj((p @ v).transpose(1, 2).reshape(B, T, H))

    def forward(self, x):
        x = x + self.attention(self.ln1(x))
        return x + self.down(F.gelu(self.up(self.ln2(x))))


class Net(nn.Module):
    def __init__(self, V, layers, heads, H, T):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(V, H), nn.Embedding(T, H)
        self.blocks = nn.Sequential(*(Block(H, heads, T) for _ in range(layers)))
        self.lnf = nn.LayerNorm(H)
        self.bias = nn.Parameter(torch.zeros(V))
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                adds = name.endswith(('proj.weight', 'down.weight'))
                nn.init.normal_(parameter, std=0.02 / math.sqrt(2 * layers) if adds else 0.02)
            elif name.endswith('bias'):
                nn.init.zeros_(parameter)

    def forward(self, ids):
        x = self.wte(ids) + self.wpe.weight[:ids.shape[1]]
        return F.linear(self.lnf(self.blocks(x)), self.wte.weight, self.bias)


class Training:
    def __init__(self, ids, V, layers, heads, H, B, T, rate):
        stream = len(ids) // B
        self.streams = torch.tensor(ids[:stream * B]).view(B, stream)
        torch.manual_seed(1)
        self.net = Net(V, layers, heads, H, T)
        matrices = [p for p in self.net.parameters() if p.dim() > 1]
        others = [p for p in self.net.parameters() if p.dim() == 1]
        groups = [{'params': matrices, 'weight_decay': 0.1}, {'params': others, 'weight_decay': 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99))
        self.V, self.T, self.position = V, T, 0

    def update(self):
        T, p = self.T, self.position
        if p + T + 1 >= self.streams.shape[1]:
            p = 0
        x, y = self.streams[:, p:p + T], self.streams[:, p + 1:p + T + 1]
        loss = F.cross_entropy(self.net(x).view(-1, self.V), y.reshape(-1))
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.position = p + T
        return loss.item()


if __name__ == '__main__':
    text, *numbers, rate = sys.argv[1:]
    ids, V = read_tokens(text, 'character')
    training = Training(ids, V, *map(int, numbers), float(rate))
    serve(f'PyTorch {torch.__version__}, {openblas()}, {threads(torch.get_num_threads())}', training.update)
