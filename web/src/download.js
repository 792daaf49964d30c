/** Hands the visitor the text as a Markdown file, named by the time. */
export function download(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = `conversation-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-")}.md`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
