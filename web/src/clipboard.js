import { t } from "./words.js";

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
  button.textContent = copied ? t("copied") : t("copied.not");
  say(copied ? t("copied.said") : t("copy.refused"));
  setTimeout(() => (button.textContent = t("copy")), 2000);
}
