// Keeps the newest text in view while the reader is at the end, and leaves the reader alone elsewhere.

const NEAR = 48;

/** `follow()` after the page has grown; `jump()` to go to the end and stay there. */
export function follower(log, jumpButton) {
  const page = document.scrollingElement;
  let following = true;
  let last = 0;

  const distance = () => page.scrollHeight - page.clientHeight - page.scrollTop;
  const toEnd = () => page.scrollTo({ top: page.scrollHeight, behavior: "instant" });
  const selecting = () => {
    const selection = getSelection();
    return selection.type === "Range" && log.contains(selection.anchorNode);
  };
  const offer = () => (jumpButton.hidden = following || distance() < NEAR);

  addEventListener("scroll", () => {
    if (page.scrollTop < last - 1) following = distance() < 4;
    else if (distance() < NEAR) following = true;
    last = page.scrollTop;
    offer();
  }, { passive: true });

  const jump = () => {
    following = true;
    if (log.firstChild) toEnd();
    offer();
  };
  jumpButton.addEventListener("click", jump);

  return {
    jump,
    follow() {
      if (!log.firstChild) return;
      if (following && selecting()) following = distance() < 4;
      if (following) toEnd();
      offer();
    },
  };
}
