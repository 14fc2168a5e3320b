/* Names as they are typed, below the field for searching; Enter still opens the page of all that is found. */
const field = document.getElementById("search");
const { lang } = document.documentElement;
const list = Object.assign(document.createElement("ul"), { className: "found", hidden: true, ariaLive: "polite" });
const LEAST = 2, MOST = 6, PAUSE = 150;
let latest = 0;

function entry(item) {
  const named = Object.assign(document.createElement("span"), { lang: item.name.lang, textContent: item.name.text });
  const link = Object.assign(document.createElement("a"), { href: `/${lang}/observances/${item.id}` });
  link.append(...(item.former ? [`${item.found} → `, named] : [named]));
  const place = document.createElement("li");
  place.append(link);
  return place;
}

async function ask(words, mine) {
  const answer = await fetch(`/api/v1/search?${new URLSearchParams({ q: words, lang, limit: MOST })}`);
  const { items } = answer.ok ? await answer.json() : { items: [] };
  if (mine !== latest) return;
  list.replaceChildren(...items.map(entry));
  list.hidden = !items.length;
}

/** Whoever has gone on wants no answer that is still under way. */
function close() {
  ++latest;
  list.hidden = true;
}

field.autocomplete = "off";
field.form.append(list);
field.addEventListener("input", () => {
  const mine = ++latest, words = field.value.trim();
  list.hidden ||= words.length < LEAST;
  if (words.length >= LEAST) setTimeout(() => mine === latest && ask(words, mine).catch(() => {}), PAUSE);
});
field.form.addEventListener("focusout", (left) => field.form.contains(left.relatedTarget) || close());
field.form.addEventListener("keydown", (press) => press.key === "Escape" && close());
