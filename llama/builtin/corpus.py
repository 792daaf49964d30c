"""Reads corpus/: topics with an answer and many ways to ask, and questions to refuse."""

import random
import re
from pathlib import Path

FOLDER = Path(__file__).parent
STOP = set(
    "a an the is are do does i you it to of in on for what how me my can could would should this that"
    " please so there be and or tell about s".split()
)
SINGLE = 0.6  # the share of the questions to refuse that were written one by one
MOST_PHRASINGS = 80  # of one line with alternatives; a longer line is sampled


def words(text):
    return re.findall(r"[a-z0-9.+#']+", text.lower())


def content(text):
    return frozenset(w for w in words(text) if w not in STOP)


def lower(text):
    """What the chat template does to a question: ASCII letters to lower case, white space trimmed."""
    return "".join(c.lower() if c.isascii() else c for c in text).strip()


def expand(line, rng):
    """The phrasings of a line with {a|b} alternatives, sorted."""
    parts = [p.split("|") if i % 2 else [p] for i, p in enumerate(re.split(r"\{([^{}]*)\}", line))]
    count = 1
    for choices in parts:
        count *= len(choices)
    if count <= MOST_PHRASINGS:
        found = [""]
        for choices in parts:
            found = [f + c for f in found for c in choices]
    else:
        found = ["".join(rng.choice(c) for c in parts) for _ in range(MOST_PHRASINGS * 2)]
    return sorted({tidy(f) for f in found})[: MOST_PHRASINGS * 2]


def tidy(text):
    return " ".join(text.split()).replace(" ,", ",").replace(" 's", "'s")


def items(text):
    """Splits at | outside braces."""
    return [x.strip() for x in re.split(r"\|(?![^{}]*\})", text) if x.strip()]


def topics():
    """{topic: {"file": name, "a": answer, "t": noun phrases, "h": verb phrases, "q": lines of questions with
    alternatives, "asked": single questions}}"""
    found = {}
    for name in ("language_models", "project", "small_talk"):
        for line in (FOLDER / "corpus" / f"{name}.txt").read_text("utf8").splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "#":
                topic = found.setdefault(rest, {"file": name, "a": "", "t": [], "h": [], "q": [], "asked": []})
            elif kind == "a:":
                topic["a"] = rest
            elif kind == "q:":
                topic["q"].append(rest)
            elif kind:
                topic[kind[0]] += items(rest)
    for name, lines in single("asked").items():
        found[name]["asked"] = lines
    return found


def single(folder):
    """{heading: lines} of all files in a folder of the corpus: questions that were written one by one."""
    found = {}
    for file in sorted((FOLDER / "corpus" / folder).glob("*.txt")):
        for line in file.read_text("utf8").splitlines():
            if line.startswith("# "):
                lines = found.setdefault(line[2:], [])
            elif line:
                lines.append(line)
    return {name: list(dict.fromkeys(lines)) for name, lines in found.items()}


def frames(kind):
    lines = (FOLDER / "corpus" / "frames.txt").read_text("utf8").splitlines()
    return [line[3:] for line in lines if line.startswith(kind + ":")]


def phrasings(topic, rng):
    """(single questions, questions from lines with alternatives, questions made from a frame and a phrase)"""
    asked = set(topic["asked"])
    written = {x for line in topic["q"] for x in expand(line, rng)}
    framed = {
        frame.replace("{}", x)
        for kind in "th"
        for phrase in topic[kind]
        for x in expand(phrase, rng)
        for frame in frames(kind)
    }
    return sorted(asked), sorted(written - asked), sorted(framed - written - asked)


class Leaks:
    """Tells which texts repeat, or nearly repeat, an evaluation question, so that training leaves them out."""

    def __init__(self):
        self.exact, self.by_word = set(), {}
        for file in sorted((FOLDER / "evaluation").glob("*.t[sx][vt]")):
            for line in file.read_text("utf8").splitlines():
                question = line.split("\t")[-1]
                self.exact.add(tuple(words(question)))
                for word in content(question):
                    self.by_word.setdefault(word, []).append(content(question))

    def repeats(self, text):
        if len(words(text)) > 2 and tuple(words(text)) in self.exact:
            return True
        mine = content(text)
        near = {other for word in mine for other in self.by_word.get(word, ())}
        return len(mine) >= 3 and any(len(mine & o) / len(mine | o) >= 0.75 for o in near)


class OffTopic:
    """Questions to refuse, drawn from corpus/refused and from the grammar in corpus/off_topic.txt."""

    def __init__(self, rng):
        self.rng, self.answers, self.lists, self.sections = rng, {}, {}, []
        for line in (FOLDER / "corpus" / "off_topic.txt").read_text("utf8").splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "a":
                refusal, _, answer = rest.partition(": ")
                self.answers[refusal] = answer
            elif kind == "=":
                name, _, values = rest.partition(": ")
                self.lists[name] = [v.strip() for v in re.split(r"\|" if "|" in values else ",", values)]
            elif kind == "#":
                refusal, weight = rest.split()
                self.sections.append((refusal, float(weight), []))
            elif line:
                self.sections[-1][2].append(line)
        names = sorted([*self.lists, "PSEUDO", "MASH", "NUMBER"], key=len, reverse=True)
        self.name = re.compile("|".join(names))
        self.framed = [f.replace("{}", "LISTED") for f in frames("t")]
        self.single = [(refusal, text) for refusal, lines in single("refused").items() for text in lines]

    def sample(self):
        """(refusal, question)"""
        if self.rng.random() < SINGLE:
            return self.rng.choice(self.single)
        refusal, _, lines = self.rng.choices(self.sections, [s[1] for s in self.sections])[0]
        line = self.rng.choice(lines)
        if refusal == "off_know" and self.rng.random() < 0.15:
            line = self.rng.choice(self.framed).replace("LISTED", self.rng.choice(TOPIC_LISTS))
        while "{" in line:
            line = re.sub(r"\{([^{}]*)\}", lambda m: self.rng.choice(m.group(1).split("|")), line)
        line = self.name.sub(lambda m: self.item(m.group()), line)
        line = re.sub(r"\b(my|the|a|an|this|your) (my|the|a|an) ", r"\1 ", line)
        return refusal, tidy(line)

    def item(self, name):
        if name == "NUMBER":
            return str(self.rng.randint(0, self.rng.choice((9, 99, 999, 9999))))
        if name == "PSEUDO":
            return "".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.randint(2, 4)))
        if name == "MASH":
            row = self.rng.choice(KEYS)
            return "".join(self.rng.choice(row) for _ in range(self.rng.randint(2, 9)))
        return self.rng.choice(self.lists[name])


TOPIC_LISTS = "THING NOUN ANIMAL FOOD SCIENCE HISTORY SPORT WORLD TECH PERSON GADGET JOB ILLNESS PSEUDO PLACE".split()
KEYS = ["asdfghjkl", "qwertzuiop", "yxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1234567890", "asdfjkl", "!?#$%&*"]
SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe fi fo ga ge go gu ha he ho ja jo ka ke ki ko ku la le li lo lu ma me mi mo"
    " mu na ne ni no nu pa pe pi po pu ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo wa we wo xa xo za ze"
    " zi zo zu bla bro cla cre dri flo gra plo sna stri tra quo thra shu nk rm lt st ng"
).split()
