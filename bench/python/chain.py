"""The tutorial's chain as a plain process: asks one question and prints the answer as it comes."""

import os
import sys

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from langchain_openai import ChatOpenAI

SYSTEM = "You are a helpful assistant. When you do not know the answer, say so."


def chain():
    prompt = ChatPromptTemplate.from_messages([("system", SYSTEM), ("human", "{input}")])
    model = ChatOpenAI(model="stub", base_url=os.environ["OPENAI_BASE_URL"], api_key=os.environ["OPENAI_API_KEY"])
    return {"input": RunnablePassthrough()} | prompt | model | StrOutputParser()


if __name__ == "__main__":
    for token in chain().stream(sys.argv[1]):
        sys.stdout.write(token)
        sys.stdout.flush()
