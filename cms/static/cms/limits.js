// A browser cuts off what is pasted beyond the length of a field, and says nothing. This does, until the text is short again.
(() => {
  const words = document.currentScript.dataset.words;

  document.addEventListener("paste", (event) => {
    const field = event.target;
    if (event.defaultPrevented || !(field.maxLength > 0) || !event.clipboardData) return;
    const pasted = event.clipboardData.getData("text").replace(field.tagName === "INPUT" ? /[\r\n]+/g : /\r/g, "");
    const whole = field.value.length - (field.selectionEnd - field.selectionStart) + pasted.length;
    if (whole > field.maxLength) tell(field, whole - field.maxLength);
  });

  function tell(field, beyond) {
    field.parentNode.querySelector(".house__cut")?.remove();
    const note = document.createElement("p");
    note.className = "error-message house__cut";
    note.setAttribute("role", "alert");
    note.textContent = words.replace("MOST", field.maxLength).replace("BEYOND", beyond);
    field.after(note);
    const reconsider = () => {
      if (field.value.length >= field.maxLength) return;
      note.remove();
      field.removeEventListener("input", reconsider);
    };
    field.addEventListener("input", reconsider);
  }
})();
