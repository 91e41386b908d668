/* How far a file is on its way. Without this the browser's own sign of loading tells it. */
"use strict";

document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const place = target.closest?.("[data-upload]")?.querySelector("[data-upload-progress]");
  if (!place || !detail.lengthComputable || !detail.total) return;
  const percent = Math.floor((100 * detail.loaded) / detail.total);
  const bar = place.querySelector("progress");
  place.hidden = false;
  bar.value = percent;
  bar.textContent = `${percent}%`;
  place.querySelector("[data-upload-percent]").textContent = percent < 100 ? `${percent}%` : "sent, being kept";
  // said aloud at every quarter only
  const quarter = Math.floor(percent / 25);
  if (quarter && bar.dataset.said !== String(quarter)) {
    bar.dataset.said = String(quarter);
    document.getElementById("live").textContent = `${quarter * 25}% sent`;
  }
});
