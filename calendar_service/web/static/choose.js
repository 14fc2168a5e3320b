/* The answer to the ticks as they are made: the same page is asked, and its answer put in the place of this one. */
const form = document.querySelector("[data-live]");
let latest = 0;
form?.addEventListener("change", async () => {
  const mine = ++latest;
  const question = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const address = new URL(`?${question}`, form.action);
  try {
    const answer = await fetch(address);
    if (!answer.ok || mine !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById(form.dataset.live).replaceChildren(...page.getElementById(form.dataset.live).childNodes);
    history.replaceState(null, "", address);
    dispatchEvent(new Event("answered"));
  } catch {
    // the button is still there
  }
});
