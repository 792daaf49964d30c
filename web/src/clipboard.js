/** Copies the text; resolves to whether that worked. The clipboard's own interface exists only on secure origins. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "offscreen";
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return copied;
  }
}

/** Copies, and lets the button, which reads “Copy”, say so for a moment. */
export async function copyFrom(button, text, say) {
  const copied = await copy(text);
  button.textContent = copied ? "Copied" : "Not copied";
  say(copied ? "Copied." : "Copying is not allowed here. Select the text and copy it by hand.");
  setTimeout(() => (button.textContent = "Copy"), 2000);
}
