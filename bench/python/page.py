"""The tutorial's page under Streamlit."""

import streamlit
from chain import chain

streamlit.title("LLM Assistant")
question = streamlit.text_input("Enter your question:")
if streamlit.button("Ask"):
    streamlit.write("Answer:")
    streamlit.write("".join(chain().stream(question)))
