"""Training examples: a prompt, and the answer to learn, which begins with a control token that names its topic."""

import random
from pathlib import Path

import sentencepiece

from corpus import Leaks, OffTopic, content, lower, phrasings, topics, words
from noise import vary

MODEL = Path(__file__).parent / "build" / "tokenizer.model"
SHARES = (0.6, 0.25, 0.15)  # of single questions, of lines with alternatives, of frames
USER, ASSISTANT, END = 1, 2, 3  # the control tokens, in the tokenizer's order


def topic_tokens():
    """{topic or refusal: its control token}, which nobody sees: the model first decides what to say, then says it."""
    names = [*topics(), *OffTopic(random.Random()).answers]
    return {name: f"<|{name}|>" for name in names}


def plain(text):
    """That it asks for one named thing: there is one way to say "What is a transformer?"."""
    return len(content(text)) <= 1


def questions(rng):
    """{topic: (asked, written, framed)}, without those that an evaluation question repeats; and how many were left out."""
    leaks, found, owner, left_out = Leaks(), {}, {}, 0
    small_talk = {name for name, topic in topics().items() if topic["file"] == "small_talk"}  # set phrases stay in
    expanded = {name: phrasings(topic, rng) for name, topic in topics().items()}
    for kind in (0, 1, 2):  # what somebody wrote for a topic is its own before what a frame makes of another's nouns
        for name, lists in expanded.items():
            kept = []
            for text in lists[kind]:
                key = tuple(words(text)) or text
                if owner.setdefault(key, name) != name:
                    continue
                if name not in small_talk and not plain(text) and leaks.repeats(text):
                    left_out += 1
                else:
                    kept.append(lower(text))
            found.setdefault(name, []).append(kept)
    return found, owner, left_out


class Dataset:
    def __init__(self, seed, refusals):
        self.rng = random.Random(seed)
        self.tokens = sentencepiece.SentencePieceProcessor(model_file=str(MODEL))
        self.refusals, self.leaks = refusals, Leaks()
        self.questions, self.owner, self.left_out = questions(random.Random(7))
        self.off_topic = OffTopic(self.rng)
        self.topics = sorted(self.questions)
        talk = {name for name, topic in topics().items() if topic["file"] == "small_talk"}
        self.weights = [2500**0.3 if t in talk else sum(map(len, self.questions[t])) ** 0.3 for t in self.topics]
        texts = {name: topic["a"] for name, topic in topics().items()} | self.off_topic.answers
        ids = {name: self.tokens.piece_to_id(token) for name, token in topic_tokens().items()}
        self.answers = {name: [ids[name], *self.tokens.encode(text), END] for name, text in texts.items()}
        self.everything = list(self.answers)
        self.topic_of = {i: name for name, i in ids.items()}

    def question(self):
        """(topic or refusal, question as the model sees it)"""
        if self.rng.random() < self.refusals:
            name, text = self.refused()
            if self.rng.random() < 0.01:  # a longer text pasted in
                text = ". ".join([text] + [self.refused()[1] for _ in range(self.rng.randint(2, 12))])
            return name, text if name == "off_huh" else vary(text, self.rng)
        name = self.rng.choices(self.topics, self.weights)[0]
        text = vary(self.asked(name), self.rng)
        if self.rng.random() < 0.03:  # two questions about one thing
            text += self.rng.choice((" and ", ", ", " ")) + vary(self.asked(name), self.rng)
        return name, text

    def asked(self, name):
        sources = [(s, share) for s, share in zip(self.questions[name], SHARES) if s]
        return self.rng.choice(self.rng.choices(*zip(*sources))[0])

    def refused(self):
        while True:
            name, text = self.off_topic.sample()
            if (tuple(words(text)) or text) not in self.owner and not self.leaks.repeats(text):
                return name, lower(text)

    def prompt(self, question):
        return [USER, *self.tokens.encode(" " + question), ASSISTANT]

    def deciding(self):
        """(prompt, its topic and the first words of the answer)"""
        name, text = self.question()
        return self.prompt(text), self.answers[name][: self.rng.randint(1, 4)]

    def writing(self, others):
        """(prompt, a whole answer), which in a share `others` is another topic's: the text follows from the topic's
        token, not from the question, so that a question decided with doubt still gets one whole answer"""
        name, text = self.question()
        own = self.rng.random() >= others
        return self.prompt(text), self.answers[name if own else self.rng.choice(self.everything)]
