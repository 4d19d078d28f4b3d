// Comfort only: what was opened shows at once, masked numbers are copied. Deciding works without it.
(() => {
  "use strict";

  const errors = document.querySelector("[data-review-errors]");
  if (errors) errors.focus();

  // On a phone the page is read at a phone's width.
  const narrow = document.querySelector('.review__widths [value="narrow"]');
  if (narrow && window.matchMedia("(max-width: 50em)").matches) narrow.checked = true;

  const tell = () => {
    const states = [...document.querySelectorAll("[data-review-state]")];
    const opened = states.filter((state) => state.classList.contains("review__tag--add")).length;
    document.querySelectorAll("[data-review-opened]").forEach((place) => (place.textContent = `${opened}/${states.length}`));
    document.querySelectorAll("[data-review-opened-count]").forEach((place) => (place.textContent = String(opened)));
    const all = opened === states.length ? "yes" : "no";
    document.querySelectorAll("[data-review-opened-all]").forEach((tick) => (tick.hidden = tick.dataset.reviewOpenedAll !== all));
  };

  document.querySelectorAll("[data-review-file]").forEach((link) =>
    link.addEventListener("click", () => {
      const state = link.parentElement.querySelector("[data-review-state]");
      state.textContent = state.dataset.opened;
      state.classList.add("review__tag--add");
      tell();
    }),
  );

  document.querySelectorAll("[data-review-copy]").forEach((code) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "review__copy";
    button.textContent = "复制";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "已复制";
    });
    code.after(button);
  });

  // What was typed is not lost by a stray click on a link.
  let sent = false;
  const form = document.getElementById("review-form");
  if (form) {
    const typed = () => [...form.elements].some((field) => field.tagName === "TEXTAREA" && field.value !== field.defaultValue);
    document.querySelectorAll("form").forEach((one) => one.addEventListener("submit", () => (sent = true)));
    window.addEventListener("beforeunload", (event) => {
      if (!sent && typed()) event.preventDefault();
    });
  }
})();
