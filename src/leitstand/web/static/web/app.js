"use strict";
// Everything works without this file; it makes things quicker: menus that close, keys, theme, unfolding navigation.
(() => {
  const root = document.documentElement;
  const on = (event, selector, act) => document.addEventListener(event, (given) => {
    const found = given.target.closest && given.target.closest(selector);
    if (found) act(found, given);
  });

  const stored = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (stored) root.dataset.theme = stored;
  on("click", "[data-theme-toggle]", () => {
    const dark = getComputedStyle(root).getPropertyValue("--dark").trim() === "1";
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private window */ }
  });

  on("click", "[data-print]", () => window.print());

  on("click", "[data-unfold]", (button, event) => {
    event.preventDefault();
    const part = document.getElementById(button.dataset.unfold);
    const open = part.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
    if (open) part.querySelector("a").focus();
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      const search = document.querySelector("[data-key='/']");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  on("change", "form[data-at-once] select, form[data-at-once] input", (field) => field.form.requestSubmit());

  // A part of the page that is made anew while a job goes on: data-again="seconds".
  // Who has begun to write, or is on the way to another page, is not disturbed.
  const again = [...document.querySelectorAll("[data-again]")].map((part) =>
    setTimeout(() => location.reload(), 1000 * Number(part.dataset.again)));
  const stay = () => again.forEach(clearTimeout);
  document.addEventListener("input", stay);
  window.addEventListener("beforeunload", stay);

  // Answers at once: a form whose fields ask an address for JSON and fill places by name (what-if).
  for (const form of document.querySelectorAll("form[data-asks]")) {
    let waiting = 0, newest = 0;
    const ask = async () => {
      const mine = ++newest;
      const answer = await fetch(`${form.dataset.asks}?${new URLSearchParams(new FormData(form))}`,
        {headers: {Accept: "application/json"}, credentials: "same-origin"});
      if (!answer.ok || mine !== newest) return;
      const told = await answer.json();
      for (const place of document.querySelectorAll("[data-told]")) {
        if (place.dataset.told in told) place.textContent = told[place.dataset.told];
      }
    };
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 60); });
  }
})();
