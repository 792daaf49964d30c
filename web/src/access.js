// The guest's access key: taken from the address by first.js or typed into the page, and kept in this browser until it is forgotten.
const KEPT = "access-key";

/** The key, or undefined. What no header can carry is no key. */
export function accessKey() {
  let key = globalThis.accessKey;
  try {
    key = localStorage.getItem(KEPT) ?? key;
  } catch {
    // Where nothing may be kept, it holds for this visit.
  }
  return /^[\x21-\x7e]{1,300}$/.test(key ?? "") ? key : undefined;
}

export function keepKey(key) {
  globalThis.accessKey = key;
  try {
    localStorage.setItem(KEPT, key);
  } catch {
    // As above.
  }
}

export function forgetKey() {
  delete globalThis.accessKey;
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // As above.
  }
}
