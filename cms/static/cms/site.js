// Comfort only: the size of letters, printing, copying a citation. Every page works without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const CARE = "gongkai-care";
  const READING = "gongkai-reading";
  const LARGEST = 3;

  // Storage may be forbidden; then a choice lasts as long as the page.
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const keep = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      /* the choice is lost with the page */
    }
  };

  const showCare = (on) => root.toggleAttribute("data-care", on);
  const showReading = (size) => root.setAttribute("data-reading", String(size));
  const readingSize = () => Number(root.getAttribute("data-reading")) || 1;

  // Before the first paint, so that nothing jumps.
  showCare(recall(CARE) === "1");
  const stored = Number(recall(READING));
  if (stored > 1 && stored <= LARGEST) showReading(stored);

  const careToggle = (button) => {
    const tell = () => button.setAttribute("aria-pressed", String(root.hasAttribute("data-care")));
    tell();
    button.addEventListener("click", () => {
      showCare(!root.hasAttribute("data-care"));
      keep(CARE, root.hasAttribute("data-care") ? "1" : "0");
      tell();
    });
  };

  const readingSteps = (buttons) => {
    const tell = () =>
      buttons.forEach((button) => {
        const next = readingSize() + Number(button.dataset.readingStep);
        button.setAttribute("aria-disabled", String(next < 1 || next > LARGEST));
      });
    tell();
    buttons.forEach((button) =>
      button.addEventListener("click", () => {
        const next = Math.min(LARGEST, Math.max(1, readingSize() + Number(button.dataset.readingStep)));
        showReading(next);
        keep(READING, next);
        tell();
      }),
    );
  };

  const copyButton = (button) => {
    const label = button.querySelector("[role=status]");
    const resting = label.textContent;
    const say = (words) => {
      label.textContent = words;
      setTimeout(() => (label.textContent = resting), 4000);
    };
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        say(button.dataset.done);
      } catch {
        source.closest("details").open = true;
        say(button.dataset.failed);
      }
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-needs-script]").forEach((part) => (part.hidden = false));
    document.querySelectorAll("[data-care-toggle]").forEach(careToggle);
    readingSteps([...document.querySelectorAll("[data-reading-step]")]);
    document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
    document.querySelectorAll("[data-copy]").forEach(copyButton);
  });
})();
