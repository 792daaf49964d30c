"""Trains the model by a fixed number of steps; README.md has the commands of the one that ships, and why."""

import argparse
import copy
import math
import time

import torch
import torch.nn.functional as F

from dataset import MODEL, Dataset
from evaluate import choices, rates
from model import Llama, Shape

IGNORED = -100
DECISION = 6.0  # what the token that names the topic weighs, against one of the text
TRUST = 0.7  # how far a decision follows the one before, against the label
ALIKE = 8  # batches drawn at a time and sorted by length, so that little is padded


def collate(examples):
    length = max(len(prompt) + len(answer) for prompt, answer in examples) - 1
    inputs = torch.zeros(len(examples), length, dtype=torch.long)
    targets = torch.full((len(examples), length), IGNORED)
    for i, (prompt, answer) in enumerate(examples):
        ids = torch.tensor(prompt + answer)
        first, last = len(prompt) - 1, len(ids) - 1
        inputs[i, :last] = ids[:-1]
        targets[i, first + 1 : last] = ids[first + 2 :]  # all but the topic's token
    return inputs, targets


def batches(draw, size, rng):
    """Some batches, each of examples of like lengths."""
    examples = sorted((draw() for _ in range(size * ALIKE)), key=lambda e: len(e[0]) + len(e[1]))
    found = [examples[size * i : size * (i + 1)] for i in range(ALIKE)]
    rng.shuffle(found)
    return found


def topic_rows(data):
    """(the rows of the output that stand for topics and refusals, the place of each among them)"""
    ids = sorted(data.topic_of)
    return torch.tensor(ids), {topic: i for i, topic in enumerate(ids)}


def start_as_bag_of_words(model, data, steps):
    """Trains the embedding and the topics' rows of the output while the model only counts tokens."""
    optimizer = torch.optim.Adam([model.embedding.weight, model.output.weight], lr=0.01)
    topics, place = topic_rows(data)
    recent = 0.0
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = 0.01 * (1 - step / steps)
        pairs = [data.question() for _ in range(128)]
        ids = torch.nn.utils.rnn.pad_sequence([torch.tensor(data.prompt(q)) for _, q in pairs], True, -1)
        hidden = model.bag(ids.clamp(min=0), (ids >= 0).float())
        scores = hidden @ model.output.weight[topics].T
        loss = F.cross_entropy(scores, torch.tensor([place[data.answers[name][0]] for name, _ in pairs]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        recent = 0.98 * recent + 0.02 * loss.item()
        if step % 1000 == 999:
            print(f"bag of words {step + 1}: {recent:.3f}", flush=True)


def optimizers(model, rate):
    """What the start has learned already, embedding and even attention, moves slowly; the rest has all to learn."""
    matrices = [(n, p) for n, p in model.named_parameters() if p.dim() == 2 and n.startswith("layers")]
    counting = [p for n, p in matrices if n.startswith("layers.0") and ("qkv" in n or "attention_out" in n)]
    free = [p for _, p in matrices if not any(p is c for c in counting)]
    rest = [p for n, p in model.named_parameters() if p.dim() == 1] + [model.output.weight]
    return [
        torch.optim.Muon(
            [{"params": free, "share": 1.0}, {"params": counting, "share": 0.1}],
            lr=rate, weight_decay=0.1, momentum=0.95, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(
            [{"params": rest, "share": 2.0}, {"params": [model.embedding.weight], "share": 0.05}],
            lr=rate, betas=(0.9, 0.98), weight_decay=0.0),
    ]


def text_loss(model, inputs, targets):
    """Of the words of the answers; and the hidden states, for what else is asked of them."""
    chosen = targets.view(-1) != IGNORED
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.hidden(inputs)
        scores = model.output(hidden.view(-1, hidden.shape[-1])[chosen])
    return F.cross_entropy(scores.float(), targets.view(-1)[chosen], reduction="sum"), int(chosen.sum()), hidden


class Decisions:
    """How far the model decides as it did before, and as the labels say. Before, it was a bag of words, which goes by
    the words alone and so holds for questions that nobody wrote."""

    def __init__(self, model, data, counted):
        self.before, self.counted = copy.deepcopy(model).requires_grad_(False), counted
        self.topics, self.place = topic_rows(data)

    def loss(self, model, hidden, inputs, examples):
        last = torch.tensor([len(prompt) - 1 for prompt, _ in examples])
        rows = torch.arange(len(examples))
        present = (torch.arange(inputs.shape[1]) <= last[:, None]).float()
        state = self.before.bag(inputs, present) if self.counted else self.before.hidden(inputs)[rows, last]
        before = (state @ self.before.output.weight[self.topics].T).softmax(-1)
        label = F.one_hot(torch.tensor([self.place[answer[0]] for _, answer in examples]), len(self.topics))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = hidden[rows, last] @ model.output.weight.T  # against all tokens, since all compete
        likely = F.log_softmax(scores.float(), -1)[:, self.topics]
        return -((TRUST * before + (1 - TRUST) * label) * likely).sum()


def losses(model, decisions, deciding, writing):
    inputs, targets = collate(deciding)
    text, words, hidden = text_loss(model, inputs, targets)
    decided = decisions.loss(model, hidden, inputs, deciding)
    written, length, _ = text_loss(model, *collate(writing))
    return (DECISION * decided + text) / (DECISION * len(deciding) + words), written / length


def train(model, data, a):
    """Learns to decide and to write; returns the mean of the weights over the last steps."""
    steppers, step, began, recent = optimizers(model, a.rate), 0, time.time(), [0.0, 0.0]
    mean, decisions = copy.deepcopy(model), Decisions(model, data, not a.start)
    while step < a.steps:
        others = 1.0 if step < a.steps * a.apart else a.others
        for pair in zip(batches(data.deciding, a.decide, data.rng), batches(lambda: data.writing(others), a.write, data.rng)):
            rate = a.rate * min(1, (step + 1) / 60) * (0.02 + 0.49 * (1 + math.cos(math.pi * min(1, step / a.steps))))
            for group in [g for o in steppers for g in o.param_groups]:
                group["lr"] = rate * group.get("share", 1.0)
            model.zero_grad(set_to_none=True)
            both = losses(model, decisions, *pair)
            sum(both).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer in steppers:
                optimizer.step()
            with torch.no_grad():
                for average, now in zip(mean.parameters(), model.parameters()):
                    average.lerp_(now, 1 - a.memory)
            step += 1
            recent = [0.97 * r + 0.03 * x.item() for r, x in zip(recent, both)]
            if step % 100 == 0:
                print(f"step {step} {time.time() - began:.0f} s decide {recent[0]:.4f} write {recent[1]:.4f}", flush=True)
            if step % 400 == 0 or step == a.steps:
                print("dev:", rates(choices(mean, data, "dev")), flush=True)
    return mean


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--start", help="a file of weights in build/ to go on from, instead of counting")
    parser.add_argument("out", help="the file to write them to, in build/")
    for name, default in (
        ("bag", 10000), ("steps", 3400), ("decide", 48), ("write", 40), ("seed", 1), ("rate", 1.5e-3), ("refusals", 0.47),
        ("apart", 0.75),  # the share of the steps in which all writing is learned apart from the question
        ("others", 0.35),  # the share of the writing for which that holds in the rest
        ("memory", 0.998)):  # how slowly the mean of the weights follows
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
    mean = train(model, data, a)
    torch.save({"shape": vars(mean.shape), "weights": mean.state_dict()}, MODEL.with_name(a.out))


if __name__ == "__main__":
    main()
