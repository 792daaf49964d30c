// A conversation that somebody shared: read from the link's fragment, shown read only, until the visitor carries on.
import { Conversation } from "./conversation.js";
import { create, h } from "./markdown/tree.js";
import { sourcesOf } from "./sources.js";
import { t } from "./words.js";

const NAME = "#chat=";

// A link that is followed on this very page.
addEventListener("hashchange", () => /^#(chat|key)=/.test(location.hash) && location.reload());

/** `{turns, conversation}` when the address holds a conversation; `{}` when it holds one that cannot be read. */
export async function openShared() {
  if (!location.hash.startsWith(NAME)) return undefined;
  const { turnsOf } = await import("./share.js");
  const turns = await turnsOf(location.hash.slice(NAME.length), sourcesOf);
  const leave = () => history.replaceState(null, "", location.pathname);
  if (!turns) {
    leave();
    document.querySelector("main").prepend(create(h("p", { class: "notice", role: "alert" }, t("shared.broken"))));
    return {};
  }
  document.body.classList.add("reading");
  const bar = create(h("div", { class: "notice shared" }, h("p", {}, t("shared")),
    h("div", {}, h("button", { type: "button", class: "main" }, t("shared.carryOn")), h("button", { type: "button" }, t("shared.leave")))));
  const [carryOn, close] = bar.querySelectorAll("button");
  const reload = () => {
    leave();
    location.reload();
  };
  carryOn.addEventListener("click", () => {
    const own = new Conversation(sessionStorage);
    if (own.turns.length) sessionStorage.setItem("before", JSON.stringify(own.turns));
    own.replace(turns);
    reload();
  });
  close.addEventListener("click", reload);
  document.querySelector("main").prepend(bar);
  const conversation = new Conversation({ getItem: () => null, setItem() {}, removeItem() {} });
  conversation.turns = turns;
  return { turns, conversation };
}
