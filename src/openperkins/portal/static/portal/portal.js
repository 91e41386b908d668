/* What a browser adds to pages that already work without it: focus and words after a swap, a warning before the session
   ends, one sending per press, text fields that grow. No eval, no style written, nothing kept. */
"use strict";

(() => {
  const MINUTE = 60_000;
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

  // --- words for those who do not see the page change -----------------------------------------------------------

  function announce(text) {
    const live = document.getElementById("live");
    if (!live || !text) return;
    live.textContent = "";
    // emptied first and filled in the next turn: the same words twice are then said twice
    setTimeout(() => (live.textContent = text), 50);
  }
  document.addEventListener("openperkins:say", ({ detail }) => announce(detail));

  // --- htmx -------------------------------------------------------------------------------------------------------

  const isPolling = (element) =>
    Boolean(element.closest("[data-background]")) || /\bevery\b/.test(element.getAttribute("hx-trigger") ?? "");

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "get") detail.headers["X-CSRFToken"] = csrf();
    if (isPolling(detail.elt)) detail.headers["X-Background"] = "1";
  });

  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    grow(detail.elt);
    if (isPolling(detail.requestConfig?.elt ?? detail.elt)) return;
    const said = detail.elt.matches("[data-announce]") ? detail.elt : detail.elt.querySelector("[data-announce]");
    announce(said?.dataset.announce || said?.textContent.trim());
    // focus moves when the swap asks for it, brings errors, or took the focused element away
    const lost = !document.activeElement || document.activeElement === document.body;
    const goal =
      detail.elt.querySelector("#error-summary") ??
      detail.elt.querySelector("[data-focus]") ??
      (lost ? detail.elt.querySelector("h1, h2") ?? document.getElementById("heading") : null);
    if (goal) focusOn(goal);
  });

  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
    document.addEventListener(name, ({ detail }) => {
      if (!isPolling(detail.elt)) announce("That did not reach the portal. What you typed is still here; try again.");
    });

  function focusOn(element) {
    if (!element.matches("a, button, input, select, textarea, [tabindex]")) element.tabIndex = -1;
    element.focus();
  }

  // a page that comes back with errors begins at what is wrong
  document.getElementById("error-summary")?.focus();

  // --- one sending per press --------------------------------------------------------------------------------------

  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    // the button is not disabled: its name and value must be sent, and it must keep the focus
    event.submitter?.setAttribute("aria-disabled", "true");
    // an answer that is a file leaves the page standing; a large file takes its time
    setTimeout(() => release(form), form.matches("[enctype^=multipart]") ? 10 * MINUTE : 10_000);
  });
  // Back brings the page as it was left: its forms can be sent again
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));

  function release(form) {
    sent.delete(form);
    form.querySelectorAll("[type=submit][aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }

  // --- text fields that grow ----------------------------------------------------------------------------------------

  const MOST_ROWS = 40;

  function grow(root) {
    root.querySelectorAll?.("textarea[data-grow]").forEach(fit);
  }

  /* by rows, not by height: a style attribute would break the page's content policy */
  function fit(field) {
    while (field.scrollHeight > field.clientHeight && field.rows < MOST_ROWS) field.rows += 1;
  }

  document.addEventListener("input", ({ target }) => target.matches?.("textarea[data-grow]") && fit(target));
  grow(document);

  // --- the session ----------------------------------------------------------------------------------------------------

  const dialog = document.getElementById("session");
  if (!dialog?.showModal) return;

  const idle = Number(dialog.dataset.idleMinutes) * MINUTE;
  const warn = Number(dialog.dataset.warnMinutes) * MINUTE;
  const left = dialog.querySelector("[data-session-left]");
  // the time the server counts from: the last request that was a person's, in whichever tab
  let seen = Date.now();
  let ended = false;
  let before = null;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("openperkins-session") : null;
  tabs?.addEventListener("message", () => (seen = Date.now()));

  function present() {
    seen = Date.now();
    tabs?.postMessage("seen");
  }
  present();

  async function extend() {
    try {
      const answer = await fetch(dialog.dataset.extendUrl, {
        method: "POST",
        headers: { "X-CSRFToken": csrf() },
        credentials: "same-origin",
        redirect: "manual",
      });
      // anything but 204 is a session that is over: the server then asks to sign in
      if (answer.status === 204) present();
      else over();
    } catch {
      announce("The portal cannot be reached. Your session may end; keep a copy of what you typed.");
    }
  }

  function open() {
    if (dialog.open) return;
    before = document.activeElement;
    dialog.showModal();
  }

  function over() {
    ended = true;
    dialog.querySelector("#session-title").textContent = "You were signed out";
    dialog.querySelector("#session-text").textContent =
      "What you typed is still on this page. Copy it, then open the portal again to sign in.";
    dialog.querySelector("[value=stay]").textContent = "Close";
    dialog.querySelector("form[method=post]").hidden = true;
    open();
  }

  // typing and pointing count as being there; the server is told at most every few minutes
  for (const name of ["keydown", "pointerdown"])
    document.addEventListener(name, () => {
      if (ended || dialog.open || Date.now() - seen < Math.min(5 * MINUTE, idle / 4)) return;
      present();
      extend();
    });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!isPolling(detail.elt) && detail.successful) present();
  });

  // Enter on the focused button, Escape or a click: each closes the dialog, and closing it means "I am here"
  dialog.addEventListener("close", () => {
    before?.focus?.();
    if (!ended && seen + idle - Date.now() <= warn) extend();
  });

  setInterval(() => {
    if (ended) return;
    const rest = seen + idle - Date.now();
    if (rest <= 0) return over();
    if (rest > warn) return dialog.close();
    const minutes = Math.ceil(rest / MINUTE);
    const words = minutes === 1 ? "1 minute" : `${minutes} minutes`;
    if (left.textContent !== words) left.textContent = words;
    open();
  }, 5_000);
})();
