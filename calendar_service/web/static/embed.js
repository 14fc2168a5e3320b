/* <commemorations-list lang="kk" days="7" select="theme/culture/everything"><a href="…">…</a></commemorations-list>

What is coming up, from the service that this file came from, or from `src`. Every word comes from there and becomes
text, never markup. The link inside stays while nothing has come, and when nothing comes. The colours and the type are
those of the page, unless --commemorations-accent, -font, -line, -quiet or -today say otherwise. */

const LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh", "kk", "ky", "uz", "tr", "az", "tk"];
const STYLE = `
:host { display: block; }
:host([hidden]) { display: none; }
.list { font-family: var(--commemorations-font, inherit); line-height: 1.5; }
.list:lang(ar) { line-height: 1.7; }
p { margin: 0; overflow-wrap: anywhere; }
ul { list-style: none; margin: .5em 0 0; padding: 0; }
li { padding: .5em 0; border-block-start: 1px solid var(--commemorations-line, color-mix(in srgb, currentColor 25%, transparent)); }
.title { font-weight: 600; }
.about, .when { font-size: .875em; color: var(--commemorations-quiet, inherit); }
.today { border-block-start: 2px solid var(--commemorations-today, currentColor); }
.today .until { color: var(--commemorations-today, inherit); font-weight: 600; }
.until::before, .note::before { content: "· "; }
.note { font-size: .875em; color: var(--commemorations-quiet, inherit); }
a { color: var(--commemorations-accent, inherit); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
`;
let sheets;

/** The one sheet of all lists; it is no inline style, so that strict policies of content allow it. */
function styles() {
  if (!sheets) {
    sheets = [];
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      sheets.push(sheet);
    } catch { /* An old browser shows a plain list. */ }
  }
  return sheets;
}

function element(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) {
    made.className = kind;
    made.setAttribute("part", kind);
  }
  made.append(...children.filter((child) => child !== ""));
  return made;
}

/** A text in a link, unless the address is one that runs something. */
function link(url, ...children) {
  const made = element("a", "", ...children);
  if (/^https?:\/\//i.test(url)) made.href = url;
  return made;
}

function spoken(made, { lang, dir }) {
  made.lang = lang;
  made.dir = dir;
  return made;
}

function when({ when, until }) {
  const times = when.flatMap(({ date, text }, place) => {
    const time = element("time", "", String(text));
    time.dateTime = date;
    return place ? [" – ", time] : [time];
  });
  return [...times, ...(until ? [" ", element("span", "until", until)] : [])];
}

function item(told) {
  const name = spoken(link(told.url, told.name.text), told.name);
  return element(
    "li",
    told.today ? "today" : "item",
    element("p", "when", ...when(told)),
    element("p", "name", name, ...(told.note ? [" ", element("span", "note", told.note)] : [])),
  );
}

function list(told) {
  const title = element("p", "title", link(told.url, told.title));
  const about = element("p", "about", told.about);
  const items = element("ul", "items", ...told.items.map(item));
  items.setAttribute("role", "list");
  title.id = "title";
  about.id = "about";
  items.setAttribute("aria-labelledby", "title about");
  const said = told.said ? [element("p", "said", told.said)] : [];
  const more = told.more ? [element("p", "more", link(told.url, told.more))] : [];
  return spoken(element("div", "list", title, about, ...said, items, ...more), told);
}

/** The link inside is shown; only whoever wrote the page can do something about an attribute that is wrong. */
function fallback(error) {
  if (error instanceof RangeError) console.warn(`<commemorations-list>: ${error.message}`);
  return document.createElement("slot");
}

class CommemorationsList extends HTMLElement {
  static observedAttributes = ["lang", "days", "select", "src"];
  #asked;
  #waits = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = styles();
    root.append(document.createElement("slot"));
  }

  connectedCallback() {
    this.#ask();
  }

  disconnectedCallback() {
    this.#asked?.abort();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#ask();
  }

  /** Where the list is; throws for attributes that no address can be made of. */
  get #address() {
    const lang = (this.closest("[lang]")?.lang ?? "").toLowerCase().split("-")[0];
    const days = this.getAttribute("days") ?? "7";
    const select = this.getAttribute("select") ?? "everything";
    if (!/^\d+$/.test(days) || !/^[\w/+,-]+$/.test(select)) {
      throw new RangeError(`days="${days}" select="${select}"`);
    }
    const base = new URL(this.getAttribute("src") ?? import.meta.url, document.baseURI);
    return new URL(`/embed/${LANGUAGES.includes(lang) ? lang : "en"}/${days}/${select}.json`, base);
  }

  /** Once for all attributes that change together; the answer to an earlier question is not waited for. */
  #ask() {
    if (this.#waits) return;
    this.#waits = true;
    queueMicrotask(async () => {
      this.#waits = false;
      this.#asked?.abort();
      if (!this.isConnected) return;
      const asked = (this.#asked = new AbortController());
      const shown = await this.#answer(asked.signal).then(list).catch(fallback);
      if (!asked.signal.aborted) this.shadowRoot.replaceChildren(shown);
    });
  }

  async #answer(signal) {
    const answer = await fetch(this.#address, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
    const told = await answer.json();
    if (!answer.ok) throw new Error(`${answer.status}`);
    return told;
  }
}

if (!customElements.get("commemorations-list")) customElements.define("commemorations-list", CommemorationsList);
