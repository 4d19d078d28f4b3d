// An address with ?comment=… leads to a comment: open the panel in which comments stand beside their fields.
window.addEventListener("load", () => {
  if (!new URLSearchParams(window.location.search).has("comment")) return;
  const toggle = document.querySelector("[data-side-panel-toggle='comments']");
  if (toggle && toggle.getAttribute("aria-expanded") !== "true") toggle.click();
});
