"""nanoGPT's recipe for a CPU in PyTorch, measured as `elman train TEXT --preset nanogpt` measures it.

Usage: torchRecipe.py TEXT SEED...; prints for each seed the mean loss, in nats per character, over all characters of
the last tenth of TEXT in consecutive windows. The recipe is 2,000 updates of 12 random windows of 64 characters, a
warm-up of 100 updates, then half a cosine from 0.001 to 0.0001.
"""
import math
import sys

import torch
from torch.nn import functional as F

from torchTransformer import Net

T, B, UPDATES, WARMUP = 64, 12, 2000, 100
RATE, LOWEST = 0.001, 0.0001


def rate(update):
    if update < WARMUP:
        return RATE * (update + 1) / (WARMUP + 1)
    done = (update - WARMUP) / (UPDATES - WARMUP)
    return LOWEST + (RATE - LOWEST) * 0.5 * (1 + math.cos(math.pi * done))


def loss(net, x, y):
    return F.cross_entropy(net(x).flatten(0, 1), y.flatten())


def train(training, V, seed):
    torch.manual_seed(seed)
    net = Net(V, layers=4, heads=4, H=128, T=T)
    groups = [
        {'params': [p for p in net.parameters() if p.dim() > 1], 'weight_decay': 0.1},
        {'params': [p for p in net.parameters() if p.dim() == 1], 'weight_decay': 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.99))
    for update in range(UPDATES):
        for group in optimizer.param_groups:
            group['lr'] = rate(update)
        windows = torch.stack([training[p:p + T + 1] for p in torch.randint(len(training) - T, (B,))])
        optimizer.zero_grad(set_to_none=True)
        loss(net, windows[:, :-1], windows[:, 1:]).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
    return net


@torch.no_grad()
def held_out_loss(net, ids):
    windows = (len(ids) - 1) // T
    x, y = ids[:windows * T].view(windows, T), ids[1:windows * T + 1].view(windows, T)
    return sum(loss(net, x[i:i + 1], y[i:i + 1]).item() for i in range(windows)) / windows


if __name__ == '__main__':
    text, *seeds = sys.argv[1:]
    characters = open(text, encoding='utf-8').read()
    symbols = {c: i for i, c in enumerate(sorted(set(characters)))}
    ids = torch.tensor([symbols[c] for c in characters])
    end = int(0.9 * len(ids))
    for seed in map(int, seeds):
        net = train(ids[:end], len(symbols), seed)
        print(f'seed {seed}: {held_out_loss(net, ids[end:]):.3f}', flush=True)
