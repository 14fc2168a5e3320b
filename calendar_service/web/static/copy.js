/* A button beside each address that copies it, and says how that went where a screen reader hears it. */
function equip(place) {
  const field = place.querySelector("input, textarea");
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: place.dataset.copy });
  const told = Object.assign(document.createElement("span"), { className: "told" });
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = place.dataset.copied;
    } catch {
      told.textContent = place.dataset.refused;
    }
  });
  field.after(button);
  place.append(told);
}

const equipAll = () => document.querySelectorAll("[data-copy]:not(:has(button))").forEach(equip);
equipAll();
addEventListener("answered", equipAll);
