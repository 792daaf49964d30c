// Where the reader is: a new question goes to the top of the view and its answer is read in place; who goes to the end stays at the end.

const NEAR = 48;

/** `begin(element)` when a question was asked; `follow()` after the page has grown; `jump()` to go to the end and stay there. */
export function follower(log, jumpButton, footer) {
  const page = document.scrollingElement;
  const header = document.querySelector("header");
  let following = true;
  let last = 0;
  let newest;

  const covered = () => (getComputedStyle(header).position === "sticky" ? header.offsetHeight : 0);
  const foot = () => (getComputedStyle(footer).position === "sticky" ? footer.offsetHeight : 0);
  const room = () => innerHeight - covered() - foot();
  const distance = () => page.scrollHeight - page.clientHeight - page.scrollTop;
  const scrollTo = (top) => {
    page.scrollTo({ top, behavior: "instant" });
    last = page.scrollTop;
  };
  const selecting = () => {
    const selection = getSelection();
    return selection.type === "Range" && log.contains(selection.anchorNode);
  };

  /** The room that a new question needs to stand at the top; another when the window or the box changes. */
  const reserve = () => page.style.setProperty("--room", `${room()}px`);
  addEventListener("resize", reserve);
  new ResizeObserver(reserve).observe(footer);

  /** How far the text goes on below what is seen. The room that is kept below a new question is no text. */
  const below = () => {
    const text = [...(log.lastElementChild?.children ?? [])].findLast((part) => part.offsetHeight > 0);
    return text ? text.getBoundingClientRect().bottom - (innerHeight - foot()) : 0;
  };
  const offer = () => (jumpButton.hidden = following || below() < 8);

  addEventListener("scroll", () => {
    if (page.scrollTop < last - 1) following = false;
    else if (page.scrollTop > last + 1 && distance() < NEAR && !(newest?.offsetHeight <= room() + 1)) following = true;
    last = page.scrollTop;
    offer();
  }, { passive: true });

  const jump = () => {
    following = true;
    if (log.firstChild) scrollTo(page.scrollHeight);
    offer();
  };
  jumpButton.addEventListener("click", jump);

  return {
    jump,
    begin(element) {
      newest?.classList.remove("newest");
      newest = element;
      newest.classList.add("newest");
      reserve();
      following = false;
      const question = newest.querySelector(".question");
      const top = newest.getBoundingClientRect().top + page.scrollTop - covered();
      // Of a question that fills the view, its end.
      scrollTo(Math.max(top, question.getBoundingClientRect().bottom + page.scrollTop - covered() - 0.4 * room()));
      offer();
    },
    follow() {
      if (!log.firstChild) return;
      if (following && selecting()) following = distance() < 4;
      if (following) scrollTo(page.scrollHeight);
      offer();
    },
  };
}
