"""A Llama-architecture decoder as llama.cpp computes it: RMSNorm, rotary positions, SwiGLU, untied output."""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

EPSILON = 1e-5
ROPE_BASE = 10000.0
BAG_SHARE = 4.0


@dataclass
class Shape:
    vocabulary: int
    width: int = 192
    layers: int = 2
    heads: int = 6
    feed_forward: int = 512
    context: int = 512


class Norm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        x = x.float()
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * self.weight


def rotate(x, cos, sin):
    """Rotates neighbouring pairs of numbers by the angle of their position (llama.cpp's layout)."""
    a, b = x[..., 0::2], x[..., 1::2]
    cos, sin = cos.to(x.dtype), sin.to(x.dtype)
    return torch.stack((a * cos - b * sin, a * sin + b * cos), -1).flatten(-2)


class Layer(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.heads = s.heads
        self.attention_norm, self.feed_forward_norm = Norm(s.width), Norm(s.width)
        self.qkv = nn.Linear(s.width, 3 * s.width, bias=False)
        self.attention_out = nn.Linear(s.width, s.width, bias=False)
        self.gate_up = nn.Linear(s.width, 2 * s.feed_forward, bias=False)
        self.down = nn.Linear(s.feed_forward, s.width, bias=False)

    def forward(self, x, cos, sin, drop):
        batch, length, width = x.shape
        parts = self.qkv(self.attention_norm(x)).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = parts.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(rotate(q, cos, sin), rotate(k, cos, sin), v, is_causal=True)
        x = x + drop(self.attention_out(mixed.transpose(1, 2).reshape(batch, length, width)))
        gate, up = self.gate_up(self.feed_forward_norm(x)).chunk(2, -1)
        return x + drop(self.down(F.silu(gate) * up))


class Llama(nn.Module):
    def __init__(self, shape, dropout=0.0):
        super().__init__()
        self.shape, self.drop = shape, nn.Dropout(dropout)
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = Norm(shape.width)
        self.output = nn.Linear(shape.width, shape.vocabulary, bias=False)
        head = shape.width // shape.heads
        frequency = ROPE_BASE ** (-torch.arange(0, head, 2).float() / head)
        angle = torch.outer(torch.arange(shape.context).float(), frequency)
        self.cos, self.sin = angle.cos(), angle.sin()
        self.start()

    def start(self):
        for name, p in self.named_parameters():
            if p.dim() == 2:
                nn.init.normal_(p, std=p.shape[1] ** -0.5)
        nn.init.normal_(self.output.weight, std=0.02)
        nn.init.normal_(self.embedding.weight, std=0.3)
        # It starts as a bag of words: the first layer attends evenly and passes the embeddings on as they are, all
        # else adds nothing yet. Training goes on from there.
        first, width = self.layers[0], self.shape.width
        with torch.no_grad():
            for layer in self.layers:
                layer.attention_out.weight.zero_()
                layer.down.weight.zero_()
            first.qkv.weight[: 2 * width] *= 0.1
            first.qkv.weight[2 * width :] = torch.eye(width)
            first.attention_out.weight.copy_(BAG_SHARE * torch.eye(width))

    def bag(self, ids, present):
        """The last position's hidden state as the start computes it, without the work of the layers."""
        x = self.embedding(ids)
        mean = (self.layers[0].attention_norm(x) * present[..., None]).sum(1) / present.sum(1, keepdim=True)
        last = x[torch.arange(len(ids)), present.sum(1).long() - 1]
        return self.norm(last + BAG_SHARE * mean)

    def hidden(self, ids):
        length = ids.shape[1]
        x = self.drop(self.embedding(ids))
        for layer in self.layers:
            x = layer(x, self.cos[:length], self.sin[:length], self.drop)
        return self.norm(x)

    def forward(self, ids):
        return self.output(self.hidden(ids))
