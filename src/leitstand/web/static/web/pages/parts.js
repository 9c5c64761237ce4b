"use strict";
// Parts of a page that take longer come one after the other; without this file a link loads all of them at once.
(async () => {
  for (const part of document.querySelectorAll("[data-part-of]")) {
    try {
      const answer = await fetch(part.dataset.partOf, {credentials: "same-origin"});
      if (!answer.ok) continue;
      const made = document.createElement("template");
      made.innerHTML = await answer.text();
      part.replaceWith(made.content);
    } catch { /* the link stays */ }
  }
})();
