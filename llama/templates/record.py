"""Records what Python's jinja2 makes of templates, set up as Hugging Face's transformers do.

python record.py FOLDER: renders FOLDER/*.jinja with each of FOLDER/conversations.json into FOLDER/expected.json.
Needs jinja2 3.1.6. The test TemplateTest holds the engine in Java against it.
"""
import datetime, json, pathlib, sys
import jinja2, jinja2.ext
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Generation(jinja2.ext.Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_inside"), [], [], body).set_lineno(line)

    def _inside(self, caller):
        return caller()


def refuse(message):
    raise jinja2.exceptions.TemplateError(message)


def environment():
    made = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols])
    made.filters["tojson"] = lambda x, ensure_ascii=False, indent=None, separators=None, sort_keys=False: json.dumps(
        x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)
    made.globals["raise_exception"] = refuse
    made.globals["strftime_now"] = lambda form: datetime.datetime(2026, 11, 30, 12, 0, 0).strftime(form)
    return made


folder = pathlib.Path(sys.argv[1])
conversations = json.loads((folder / "conversations.json").read_text())
expected = {}
for file in sorted(folder.glob("*.jinja")):
    expected[file.stem] = {}
    for name, values in conversations.items():
        try:
            template = environment().from_string(file.read_text())
            expected[file.stem][name] = template.render(bos_token="<s>", eos_token="</s>", tools=None, documents=None, **values)
        except Exception:
            expected[file.stem][name] = None
(folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")
