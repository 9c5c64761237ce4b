"use strict";
// Charts are complete without this file; it tells exact values where one points, by mouse, touch or arrow keys,
// and marks the day pointed at in every chart of the page.
(() => {
  const charts = [...document.querySelectorAll(".drawing")];
  if (!charts.length) return;

  const plot = (drawing) => [...drawing.querySelectorAll(".plot")].find((one) => one.getBoundingClientRect().width > 0);
  const hits = (drawing) => { const shown = plot(drawing); return shown ? [...shown.querySelectorAll("[data-says]")] : []; };
  const say = (drawing) => {
    let found = drawing.querySelector(".readout");
    if (!found) {
      found = document.createElement("div");
      found.className = "readout";
      found.setAttribute("role", "status");
      found.hidden = true;
      drawing.append(found);
    }
    return found;
  };

  const clear = () => {
    for (const one of document.querySelectorAll(".plot .here")) one.classList.remove("here");
    for (const one of document.querySelectorAll(".readout")) one.hidden = true;
  };

  const show = (drawing, hit) => {
    clear();
    hit.classList.add("here");
    const box = say(drawing), place = hit.getBoundingClientRect(), edge = drawing.getBoundingClientRect();
    box.replaceChildren(...hit.dataset.says.split(" · ").map((line) => {
      const part = document.createElement("div");
      part.textContent = line;
      return part;
    }));
    box.hidden = false;
    const wide = box.offsetWidth, middle = place.left + place.width / 2 - edge.left;
    const left = place.width < edge.width / 2 ? middle + (middle + wide + 20 > edge.width ? -wide - 12 : 12) : middle - wide / 2;
    box.style.left = `${Math.max(0, Math.min(left, edge.width - wide))}px`;
    const top = place.height < 60 ? place.bottom - edge.top + 4 : place.top - edge.top + 4;
    box.style.top = `${Math.max(0, top)}px`;
    if (hit.dataset.day) same(drawing, hit.dataset.day);
  };

  // The same day elsewhere: the last part that does not begin after it, unless it lies beyond what the chart shows.
  const same = (drawing, day) => {
    for (const other of charts) {
      if (other === drawing) continue;
      const days = hits(other).filter((one) => one.dataset.day);
      const found = days.filter((one) => one.dataset.day <= day).pop();
      const last = days[days.length - 1];
      if (found && (found !== last || day.slice(0, 7) === last.dataset.day.slice(0, 7))) found.classList.add("here");
    }
  };

  for (const drawing of charts) {
    for (const one of drawing.querySelectorAll(".plot")) if (one.querySelector("[data-says]")) one.setAttribute("tabindex", "0");
    const point = (event) => {
      const hit = event.target.closest("[data-says]");
      if (hit) show(drawing, hit); else clear();
    };
    drawing.addEventListener("pointermove", point);
    drawing.addEventListener("pointerdown", point);
    drawing.addEventListener("pointerleave", clear);
    drawing.addEventListener("focusout", clear);
    drawing.addEventListener("keydown", (event) => {
      const all = hits(drawing), here = all.findIndex((one) => one.classList.contains("here"));
      const to = {ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here < 0 ? all.length - 1 : here - 1,
        ArrowUp: here < 0 ? all.length - 1 : here - 1, Home: 0, End: all.length - 1}[event.key];
      if (event.key === "Escape") clear();
      if (to === undefined || !all.length) return;
      event.preventDefault();
      show(drawing, all[Math.max(0, Math.min(to, all.length - 1))]);
    });
  }
})();
