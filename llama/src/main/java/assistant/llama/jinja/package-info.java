/// Chat templates: Jinja 2 as far as these use it, set up as Hugging Face's transformers do
/// (`trim_blocks`, `lstrip_blocks`, loop controls, `tojson`, `raise_exception`, `strftime_now`).
///
/// - A template comes from a model's file, so it is not trusted: it reaches nothing but the values
///   that it is given, changes none of them, and [Budget] bounds its steps, depth and texts.
/// - It knows no model, no message and no file.
package assistant.llama.jinja;
