"""The ways in which people write one question differently: synonyms, politeness, dropped words, typing errors."""

import re

SYNONYMS = {
    "language model": "LLM|large language model|AI model|llm",
    "llms": "language models|large language models|AI models|llm models",
    "an llm": "a language model|a large language model|llm",
    "how do i": "how can I|how to|how do you|how would I|how does one|how should I|how could I|how do we|what do I do to",
    "how can i": "how do I|how to|how could I|is there a way to|how do you",
    "laptop": "pc|computer|machine|notebook|macbook",
    "this app": "this project|this tool|this program|this thing|the app|your app|this service|this page|this",
    "the app": "the project|it|this app|the application|the thing|the assistant",
    "explain": "describe|clarify|elaborate on|please explain|can you explain|illustrate",
    "what is": "what's|whats|what exactly is|wat is|what on earth is|tell me what is|what do you call|wht is",
    "what are": "what're|whats|what exactly are|tell me what are",
    "what does": "whats|what would|what do",
    "tell me": "please tell me|let me know|show me|inform me",
    "why": "how come|for what reason|why exactly|tell me why",
    "can i": "could I|may I|am I able to|is it possible to|can we|can you",
    "does": "will|would|do",
    "people": "folks|users|humans",
    "question": "query|prompt|message",
    "answer": "reply|response|output|result",
    "answers": "replies|responses|outputs",
    "use": "utilize|work with|apply",
    "big": "large|huge",
    "run": "start|launch|execute",
    "the model": "a model|the AI|the network|the LLM|an LLM|the language model",
    "a model": "the model|an AI|a neural network|an LLM",
    "good": "helpful|useful|great",
    "difference": "distinction|differences",
    "choose": "pick|select",
    "make": "create|produce",
    "command": "make target|instruction",
    "is not": "isn't|isnt",
    "do not": "don't|dont",
    "cannot": "can't|cant",
}
SYNONYMS = [(re.compile(r"\b" + k + r"\b"), v.lower().split("|")) for k, v in SYNONYMS.items()]
BEFORE = (
    "hey, |hi, |please |so |and |ok, |um, |well, |quick question: |btw |sorry, |hello, |one more question: |"
    "i was wondering, |i want to know: |can you tell me |could you tell me |tell me, |do you know |"
    "i would like to know |just curious, |in simple words, |my question is: |now |ok so |but |then |i'm a beginner. |"
    "i am new to this. |a friend asked me: |i read an article about it. |serious question. |"
    "sorry if this is a silly question. |i am confused. |for my homework: |question: |hi bot! |alright, next one: |"
    "i'm curious. |actually, |honestly, |say, |listen, |thanks. |great. |i see. |oh, |hmm, |yo, |dear assistant, |"
    "could you please tell me |would you mind telling me |any idea "
).split("|")
AFTER = (
    " please| thanks| in simple words| in short| for beginners| briefly| exactly| again| then| actually| really|"
    " today|, please explain| in one sentence| in detail| in plain english|, can you tell me|, any idea|"
    " i wonder| 🙂| 😊| 👍| 🤔| 😂| 🙏| ❤️| pls| at all|, do you know| here| anyway| i don't get it| :)|"
    ", thanks in advance| thanks!| in general| like i'm ten| like i'm a ten year old| to a child|"
    " to my grandmother| to somebody who never studied maths| for non-technical people| to a complete beginner|"
    " without jargon| roughly|, roughly| in a nutshell| for a layperson|, i'm not technical| in two sentences|"
    " to my boss| in practice| usually| like i'm five| simply| for me| quickly| now| plz| asap|, i forgot| right"
).split("|")
SMALL_WORDS = set("the a an is do does of to i it are in for".split())
NEIGHBOURS = dict(zip("abcdefghijklmnopqrstuvwxyz", "svxfrghjokklnmpoetaybuesui"))
ENDINGS = ("?", "?", "?", "?", "?", "?", "?", "??", " ?", ".", "!", "...", "?!")


def typing_error(text, rng):
    spots = list(re.finditer(r"[a-z]{4,}", text))
    if not spots:
        return text
    spot = rng.choice(spots)
    i = rng.randrange(spot.start(), spot.end() - 1)
    kind = rng.random()
    if kind < 0.35:
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    if kind < 0.65:
        return text[:i] + text[i + 1 :]
    if kind < 0.82:
        return text[:i] + text[i] + text[i:]
    return text[:i] + NEIGHBOURS[text[i]] + text[i + 1 :]


def vary(text, rng):
    """One way to write the (lower-case) question."""
    for _ in range(2):
        if rng.random() < 0.25:
            fitting = [(p, r) for p, r in SYNONYMS if p.search(text)]
            if fitting:
                pattern, others = rng.choice(fitting)
                text = pattern.sub(rng.choice(others), text, count=1)
    if rng.random() < 0.12:
        kept = [w for w in text.split() if w not in SMALL_WORDS or rng.random() < 0.4]
        text = " ".join(kept) if len(kept) > 1 else text
    if rng.random() < 0.14:
        text = rng.choice(BEFORE) + text
    if rng.random() < 0.15:
        text += rng.choice(AFTER)
    for _ in range(2):
        if rng.random() < 0.09:
            text = typing_error(text, rng)
    if text[-1:] not in "?.!)" and rng.random() < 0.55:
        text += rng.choice(ENDINGS)
    return text
