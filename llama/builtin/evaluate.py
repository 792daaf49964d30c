"""Asks the PyTorch model the questions of an evaluation set; the module's tests ask the GGUF file."""

import sys
from pathlib import Path

import torch

from corpus import lower

FOLDER = Path(__file__).parent / "evaluation"


def read(name):
    """[(topics that are right, question)]; a question to refuse has the topic "off"."""
    on = [line.split("\t") for line in (FOLDER / f"{name}_on.tsv").read_text("utf8").splitlines()]
    off = (FOLDER / f"{name}_off.txt").read_text("utf8").splitlines()
    return [(set(topics.split(",")), q) for topics, q in on] + [({"off"}, q) for q in off]


@torch.no_grad()
def choices(model, data, name):
    """[(right topics, question, topic that the model decides for)]"""
    asked = read(name)
    found = []
    for topics, question in asked:
        scores = model(torch.tensor([data.prompt(lower(question))]))[0, -1]
        found.append((topics, question, data.topic_of.get(int(scores.argmax()), "?")))
    return found


def right(topics, got):
    return got.startswith("off_") if topics == {"off"} else got in topics


def rates(chosen):
    on = [right(t, got) for t, _, got in chosen if t != {"off"}]
    off = [right(t, got) for t, _, got in chosen if t == {"off"}]
    return f"right {sum(on)} of {len(on)} ({sum(on) / len(on):.1%}), refused {sum(off)} of {len(off)} ({sum(off) / len(off):.1%})"


def main():
    from dataset import Dataset
    from model import Llama, Shape

    saved = torch.load(sys.argv[1])
    model = Llama(Shape(**saved["shape"]))
    model.load_state_dict(saved["weights"])
    data = Dataset(1, 0.5)
    for name in sys.argv[2:]:
        chosen = choices(model, data, name)
        for topics, question, got in chosen:
            if not right(topics, got):
                print(f"  {','.join(topics):20} {got:20} {question}")
        print(name, rates(chosen))


if __name__ == "__main__":
    main()
