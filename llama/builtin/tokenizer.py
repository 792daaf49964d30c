"""Trains the SentencePiece tokenizer on the answers and on a sample of the questions: build/tokenizer.model."""

import random

import sentencepiece

from corpus import OffTopic, lower, topics
from dataset import MODEL, questions, topic_tokens
from noise import vary

VOCABULARY = 6144


def main():
    rng = random.Random(7)
    MODEL.parent.mkdir(exist_ok=True)
    off_topic = OffTopic(rng)
    lines = [topic["a"] for topic in topics().values()] + list(off_topic.answers.values())
    lines = [line.replace("🙂", "") for line in lines] * 12  # the emoji stays out: it is spelt in bytes
    for asked, written, framed in questions(random.Random(7))[0].values():
        for text in asked + written + rng.sample(framed, min(200, len(framed))):
            lines += [" " + text, " " + text + "?"]
    while len(lines) < 140_000:
        name, text = off_topic.sample()
        if name != "off_huh":
            lines.append(" " + vary(lower(text), rng))
    lines.sort()
    text = MODEL.with_name("tokenizer.txt")
    text.write_text("\n".join(lines), "utf8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(MODEL.with_suffix("")), model_type="bpe", vocab_size=VOCABULARY,
        byte_fallback=True, character_coverage=0.9999, normalization_rule_name="identity", add_dummy_prefix=False,
        remove_extra_whitespaces=False, split_digits=True, unk_id=0, bos_id=-1, eos_id=-1, pad_id=-1,
        control_symbols=["<|user|>", "<|assistant|>", "<|end|>", *topic_tokens().values()], num_threads=2, minloglevel=2,
        max_sentence_length=100_000)


if __name__ == "__main__":
    main()
