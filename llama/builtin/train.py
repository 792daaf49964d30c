"""Trains the model by a fixed number of steps; see README.md for the commands of the one that ships."""

import argparse
import math
import time

import torch
import torch.nn.functional as F

from dataset import MODEL, Dataset
from evaluate import choices, rates
from model import Llama, Shape

IGNORED = -100
DECISION = 6.0  # what the token that names the topic weighs, against one of the text


def collate(examples):
    length = max(len(prompt) + len(answer) for prompt, answer, _ in examples) - 1
    inputs = torch.zeros(len(examples), length, dtype=torch.long)
    targets = torch.full((len(examples), length), IGNORED)
    weights = torch.zeros(len(examples), length)
    for i, (prompt, answer, decides) in enumerate(examples):
        ids = torch.tensor(prompt + answer)
        first, last = len(prompt) - 1, len(ids) - 1
        inputs[i, :last] = ids[:-1]
        targets[i, first:last] = ids[first + 1 :]
        weights[i, first:last] = 1.0
        if decides:
            weights[i, first] = DECISION
        else:
            targets[i, first] = IGNORED
    return inputs, targets, weights


def batches(data, size, *shares):
    """Eight steps at a time, each of two batches, one that teaches to decide and one to write, of like lengths."""
    examples = sorted((data.example(*shares) for _ in range(size * 8)), key=lambda e: len(e[0]) + len(e[1]))
    halves = [[e for e in examples if e[2] == decides] for decides in (True, False)]
    pairs = [[half[len(half) * i // 8 : len(half) * (i + 1) // 8] for half in halves] for i in range(8)]
    data.rng.shuffle(pairs)
    return pairs


def start_as_bag_of_words(model, data, steps):
    """Trains the embedding and the topics' rows of the output while the model only counts tokens."""
    optimizer = torch.optim.Adam([model.embedding.weight, model.output.weight], lr=0.01)
    topics = torch.tensor(sorted(data.topic_of))
    place = {data.topic_of[int(t)]: i for i, t in enumerate(topics)}
    recent = 0.0
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = 0.01 * (1 - step / steps)
        pairs = [data.question() for _ in range(128)]
        ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(data.prompt(q)) for _, q in pairs], True, -1)
        hidden = model.bag(ids.clamp(min=0), (ids >= 0).float())
        scores = hidden @ model.output.weight[topics].T
        loss = F.cross_entropy(scores, torch.tensor([place[name] for name, _ in pairs]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        recent = 0.98 * recent + 0.02 * loss.item()
        if step % 500 == 499:
            print(f"bag of words {step + 1}: {recent:.3f}", flush=True)


def optimizers(model, rate):
    """What the start has learned already, the embedding, moves slowly; the rest has all to learn."""
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and n.startswith("layers")]
    rest = [p for n, p in model.named_parameters() if p.dim() == 1] + [model.output.weight]
    return [
        torch.optim.Muon(matrices, lr=rate, weight_decay=0.1, momentum=0.95, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(
            [{"params": rest, "share": 2.0}, {"params": [model.embedding.weight], "share": 0.1}],
            lr=rate, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def loss(model, batch):
    inputs, targets, weights = collate(batch)
    chosen = targets.view(-1) != IGNORED
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.hidden(inputs)
        scores = model.output(hidden.view(-1, hidden.shape[-1])[chosen])
    each = F.cross_entropy(scores.float(), targets.view(-1)[chosen], reduction="none")
    weight = weights.view(-1)[chosen]
    return (each * weight).sum() / weight.sum()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--start", help="a file of weights to go on from")
    parser.add_argument("out", help="the file to write them to, in build/")
    for name, default in (
        ("bag", 3000), ("steps", 1500), ("batch", 64), ("seed", 1), ("rate", 1.5e-3), ("refusals", 0.47),
        ("whole", 0.3),  # the share of the examples that teach to write an answer to its end, not to decide for it
        ("others", 0.35)):  # the share of these whose answer is not the question's
        parser.add_argument("--" + name, type=type(default), default=default)
    a = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(a.seed)
    torch.use_deterministic_algorithms(True)
    data = Dataset(a.seed, a.refusals)
    model = Llama(Shape(data.tokens.get_piece_size()))
    print(f"{sum(p.numel() for p in model.parameters())} parameters, {len(data.topics)} topics, "
          f"{sum(len(q) for lists in data.questions.values() for q in lists)} questions, "
          f"{data.left_out} left out as too close to an evaluation question", flush=True)
    if a.start:
        model.load_state_dict(torch.load(MODEL.with_name(a.start))["weights"])
    else:
        start_as_bag_of_words(model, data, a.bag)
    print("dev:", rates(choices(model, data, "dev")), flush=True)
    steppers, step, began, recent = optimizers(model, a.rate), 0, time.time(), [0.0, 0.0]
    while step < a.steps:
        for pair in batches(data, a.batch, a.whole, a.others):
            rate = a.rate * min(1, (step + 1) / 60) * (0.02 + 0.49 * (1 + math.cos(math.pi * min(1, step / a.steps))))
            for group in [g for o in steppers for g in o.param_groups]:
                group["lr"] = rate * group.get("share", 1.0)
            model.zero_grad(set_to_none=True)
            both = [loss(model, batch) for batch in pair]
            sum(both).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer in steppers:
                optimizer.step()
            step += 1
            recent = [0.97 * r + 0.03 * x.item() for r, x in zip(recent, both)]
            if step % 50 == 0:
                print(f"step {step} {time.time() - began:.0f} s decide {recent[0]:.4f} write {recent[1]:.4f}", flush=True)
            if step % 200 == 0 or step == a.steps:
                print("dev:", rates(choices(model, data, "dev")), flush=True)
    torch.save({"shape": vars(model.shape), "weights": model.state_dict()}, MODEL.with_name(a.out))


if __name__ == "__main__":
    main()
