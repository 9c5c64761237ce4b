"use strict";
// Keys while a task itself has the focus: next, previous, done, back in a week. Without this file its buttons do the same.
document.addEventListener("keydown", (event) => {
  const task = event.target;
  if (!(task instanceof HTMLElement) || !("task" in task.dataset) || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...document.querySelectorAll("[data-task]")];
  const to = {j: 1, k: -1}[event.key.toLowerCase()];
  const press = {e: "done", s: "later"}[event.key.toLowerCase()];
  if (to) all[all.indexOf(task) + to]?.focus();
  else if (press) task.querySelector(`[data-do="${press}"]`)?.click();
  else return;
  event.preventDefault();
});
