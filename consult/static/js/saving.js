// Says that a form could not be saved, and offers its own button again. Every page works without this file.
"use strict";

const page = document.documentElement;
// What is chosen is saved at once while htmx is here, so the styles may leave out the button that saves it.
page.classList.toggle("saves-at-once", "htmx" in window);

function show(event, isSaved) {
  const form = event.target.closest("form");
  if (!form) return;
  page.classList.toggle("saves-at-once", isSaved);
  for (const sentence of form.querySelectorAll(".unsaved")) sentence.hidden = isSaved;
}

for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
  document.addEventListener(failure, (event) => show(event, false));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) show(event, true);
});
