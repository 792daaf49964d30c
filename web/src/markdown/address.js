// Bare addresses: `https://…`, `www.…` and mail, from where they begin to where the sentence goes on.

const BEGIN = /(?:https?:\/\/(?:www\.)?|www\.)/iy;
/** A part of a host in Latin letters ends where another script begins; one in another script is any letters. */
const LATIN = String.raw`[a-z\d][\p{scx=Latn}\p{M}\d_-]*`;
const OTHER = String.raw`(?![\x00-\x7f])[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*`;
const USER_INFO = String.raw`(?:[\w.%+~-]{1,64}(?::[\w.%+~!$&*-]{0,64})?@)?`;
const HOST = new RegExp(String.raw`${USER_INFO}(?:${LATIN}(?:\.${LATIN})*|${OTHER}(?:\.(?:${LATIN}|${OTHER}))*)\.?(?::\d{1,5})?`, "iuy");
/** Scripts that set no space between words: such a letter right behind an address is the sentence, not the address. */
const UNSPACED = /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]/u;
const LETTER = /[\p{L}\p{M}\p{N}]/u;
const NEVER = /[\s<>"`[\]\\]/;

const match = (pattern, source, at) => {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
};

/** The end of the address that begins there, or undefined. `https` inside a word begins none. */
export function addressEnd(source, at) {
  if (/[a-z\d]/i.test(source[at - 1] ?? "")) return undefined;
  const begin = match(BEGIN, source, at);
  const host = begin && match(HOST, source, at + begin.length);
  if (!host) return undefined;
  const first = at + begin.length + host.length;
  const end = trimmed(source, at, /[/?#]/.test(source[first] ?? "") ? pathEnd(source, first) : first);
  return end > at + begin.length ? end : undefined;
}

function pathEnd(source, first) {
  let end = first;
  let segments = 0;
  for (let before = ""; end < source.length; ) {
    const character = String.fromCodePoint(source.codePointAt(end));
    if (NEVER.test(character) || (/[*~]/.test(character) && source[end + 1] === character)) break;
    if (character > "\x7f") {
      if (!LETTER.test(character)) break;
      const goesOn = UNSPACED.test(before) || /[=#_-]/.test(before) || (before === "/" && segments > 1);
      if (UNSPACED.test(character) && !goesOn) break;
    }
    if (character === "/") segments++;
    before = character;
    end += character.length;
  }
  return end;
}

/** Without the marks of the sentence at its end, and without a bracket that it did not open. */
function trimmed(source, at, end) {
  const over = { ")": 0, "}": 0 };
  for (let index = at; index < end; index++) {
    const opener = { "(": ")", "{": "}" }[source[index]];
    if (opener) over[opener]--;
    else if (source[index] in over) over[source[index]]++;
  }
  for (; end > at; end--) {
    const last = source[end - 1];
    if (over[last] > 0) over[last]--;
    else if (!/[?!.,:;*_~'$]/.test(last)) return end;
  }
  return end;
}

const USER = /[\w.+-]{1,64}$/;
const DOMAIN = /[a-z\d](?:[a-z\d-]{0,62}\.){1,8}[a-z\d-]{0,62}[a-z\d]/iy;

/** A mail address around the `@` there: `{begin, end}`, or undefined. */
export function mailAround(source, at, from) {
  const user = USER.exec(source.slice(Math.max(from, at - 65), at))?.[0];
  const domain = user && match(DOMAIN, source, at + 1);
  if (!domain || /[\w@/-]/.test(source[at + 1 + domain.length] ?? "")) return undefined;
  return { begin: at - user.length, end: at + 1 + domain.length };
}
