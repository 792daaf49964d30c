"""Runs the page in Streamlit's own test harness, asks one question, and prints the answer: no browser, no network."""

import pathlib
import sys

from streamlit.testing.v1 import AppTest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
page = AppTest.from_file(str(pathlib.Path(__file__).with_name("page.py")), default_timeout=60).run()
page.text_input[0].set_value(sys.argv[1])
page.button[0].click().run()
if page.exception:
    sys.exit(page.exception[0].message)
print(page.markdown[-1].value, flush=True)
