/* Drafts that save themselves: a second after the last change, when a field is left, and when the page is. What could
   not be saved is never left without a question. Pages work without it: their buttons save the same. */
"use strict";

(() => {
  const PAUSE = 1_000;
  const AGAIN = 15_000;
  const HEARD_OF = 60_000;
  /* bytes a browser still sends for a page that is gone: 64 KiB for all requests together */
  const CARRIED = 60_000;
  /* how long a link waits for what was typed; then the browser asks whether to leave */
  const PATIENCE = 5_000;

  const tell = (text) => document.dispatchEvent(new CustomEvent("openperkins:say", { detail: text }));
  const drafts = [...document.querySelectorAll("form[data-autosave]")].map(draft);
  if (!drafts.length) return;

  function draft(form) {
    const status = form.querySelector("[data-autosave-status]");
    const others = form.querySelector("[data-here]");
    /* name of a field → the number of its last change; one that is saved is taken out */
    const touched = new Map();
    let changes = 0;
    let timer = 0;
    let running = null;
    let carried = 0;
    let renewed = false;
    let disputed = false;
    let failing = false;
    let sent = false;

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };
    const say = (text) => status && (status.textContent = text);
    const unsaved = () => !sent && (touched.size > 0 || disputed || failing);

    /* the whole form; or, where that is more than a page that is gone can send, what was changed in it */
    function body() {
      const whole = new FormData(form);
      const short = [...whole].filter(([name]) => !/^(q|was)\./.test(name) || touched.has(name.replace(/^was\./, "q.")));
      const at = document.activeElement?.name ?? "";
      for (const entries of [[...whole], short]) {
        const text = new URLSearchParams(entries.filter(([, value]) => typeof value === "string"));
        if (at.startsWith("q.")) text.append("at", at.slice(2));
        if (text.toString().length <= CARRIED) return { body: text, keepalive: true };
      }
      if (at.startsWith("q.")) whole.append("at", at.slice(2));
      return { body: whole, keepalive: false };
    }

    const send = (options, headers) =>
      fetch(form.getAttribute("action") || location.href, {
        method: "POST",
        ...options,
        headers: { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken")?.value ?? "", "X-Autosave": "1", ...headers },
        credentials: "same-origin",
        redirect: "manual",
      });

    /* one saving at a time; what is changed meanwhile is saved after it */
    function save() {
      clearTimeout(timer);
      if (running) return running.then(() => (touched.size && !failing && !disputed ? save() : undefined));
      running = saving().finally(() => (running = null));
      return running;
    }

    async function saving() {
      const upTo = changes;
      const options = body();
      carried = options.keepalive ? upTo : 0;
      say("Saving…");
      try {
        const answer = await send(options);
        const isTold = answer.headers.get("Content-Type")?.startsWith("application/json");
        if (isTold) kept(await answer.json(), answer.status === 409, upTo);
        else if (answer.status === 401)
          fail("Not saved: you are signed out. What you typed is still here; sign in again in another window, then type on.");
        else if (answer.status === 403 && (await renew())) later(0);
        else fail("Not saved. What you typed is still here; press the button to see why.");
      } catch {
        fail("Not saved: no connection. What you typed is still here; it is tried again.");
        later(AGAIN);
      }
      guard();
    }

    function fail(text) {
      if (!failing) tell(text);
      failing = true;
      carried = 0;
      say(text);
    }

    /* who signed in again has another token than this page; whether it could be had */
    async function renew() {
      const page = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
      if (!page.ok) return false;
      const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
      const own = form.elements.namedItem("csrfmiddlewaretoken");
      if (!fresh || !own || renewed) return false;
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = fresh.value));
      return (renewed = true);
    }

    /* that the page is open, so that others see who is here; nobody is there for it, so it keeps no session */
    async function hearOf() {
      if (document.visibilityState !== "visible" || running) return;
      const said = new FormData();
      for (const name of ["csrfmiddlewaretoken", "tab"]) said.append(name, form.elements.namedItem(name)?.value ?? "");
      const at = document.activeElement?.name ?? "";
      if (at.startsWith("q.")) said.append("at", at.slice(2));
      try {
        const answer = await send({ body: said }, { "X-Background": "1" });
        if (answer.headers.get("Content-Type")?.startsWith("application/json")) showHere((await answer.json()).here);
      } catch {
        // what is typed says by itself that there is no connection
      }
    }
    if (others) setInterval(hearOf, HEARD_OF);

    function showHere(here) {
      const text = here.map((one) => `${one}.`).join(" ");
      if (others && others.textContent !== text) others.textContent = text;
    }

    function kept(told, isDisputed, upTo) {
      renewed = failing = false;
      showHere(told.here);
      for (const [question, text] of Object.entries(told.saved)) {
        const shown = form.elements.namedItem(`was.${question}`);
        if (shown) shown.value = text;
      }
      for (const [name, number] of touched) if (number <= upTo && name.slice(2) in told.saved) touched.delete(name);
      // a field that carries no answer (a box of the page alone) is none that could be lost
      for (const [name, number] of touched) if (number <= upTo && !name.startsWith("q.")) touched.delete(name);
      const wrong = showFaults(told.faults ?? {});
      const words = isDisputed ? told.disputed : [`Saved ${told.at}`, wrong].filter(Boolean).join(". ");
      if (isDisputed ? !disputed : wrong && wrong !== saidWrong) tell(words);
      saidWrong = wrong;
      disputed = isDisputed;
      say(touched.size && !disputed ? "Not saved yet" : words);
    }

    // --- answers that cannot stand: said at the field; what is typed is kept all the same ---------------------------

    let saidWrong = "";

    function showFaults(faults) {
      const found = [];
      for (const field of form.elements) {
        if (!field.name?.startsWith("q.") || ["radio", "hidden"].includes(field.type)) continue;
        const fault = faults[field.name.slice(2)];
        mark(field, fault?.says ?? "");
        if (fault) found.push(fault.title);
      }
      if (!found.length) return "";
      return `${found.length} ${found.length === 1 ? "answer" : "answers"} cannot stand: ${found.join("; ")}.`;
    }

    function mark(field, says) {
      const id = `${field.id || field.name}-fault`;
      const known = document.getElementById(id);
      if (!says && !known) return;
      const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
      if (says) described.add(id);
      else described.delete(id);
      if (described.size) field.setAttribute("aria-describedby", [...described].join(" "));
      else field.removeAttribute("aria-describedby");
      if (!says) {
        field.removeAttribute("aria-invalid");
        return known.remove();
      }
      field.setAttribute("aria-invalid", "true");
      const shown = known ?? document.createElement("p");
      shown.className = "usa-error-message";
      shown.id = id;
      if (shown.textContent !== says) shown.textContent = says;
      if (!known) field.after(shown);
    }

    // --- what is not saved does not go by itself ----------------------------------------------------------------------

    function ask(event) {
      if (!unsaved()) return;
      event.preventDefault();
      event.returnValue = true; // for browsers that ask by this alone
      flush();
    }
    let guarded = false;
    /* the browser asks whether to leave while something is not saved, and only then */
    function guard() {
      if (guarded === unsaved()) return;
      guarded = unsaved();
      window[guarded ? "addEventListener" : "removeEventListener"]("beforeunload", ask);
    }

    /* without waiting for another saving: the page may be gone before that is answered */
    function flush() {
      if (sent || !touched.size || carried === changes) return;
      const options = body();
      const upTo = changes;
      if (!options.keepalive) return;
      carried = upTo;
      clearTimeout(timer);
      send(options)
        .then(async (answer) => {
          if (answer.headers.get("Content-Type")?.startsWith("application/json"))
            kept(await answer.json(), answer.status === 409, upTo);
          guard();
        })
        .catch(() => {
          carried = 0;
          later(0);
        });
    }

    form.addEventListener("input", ({ target }) => {
      if (!target.name) return;
      changes += 1;
      touched.set(target.name, changes);
      sent = false;
      say("Not saved yet");
      later(PAUSE);
      guard();
    });
    for (const name of ["change", "focusout"]) form.addEventListener(name, () => touched.size && !disputed && later(0));
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      sent = !event.defaultPrevented;
      guard();
    });
    window.addEventListener("pagehide", flush);
    window.addEventListener("pageshow", () => {
      sent = false;
      guard();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && flush());
    return { form, unsaved, save };
  }

  // --- links and other forms wait for what was typed ------------------------------------------------------------------

  /* whether everything typed is saved, within the patience of who waits */
  async function settled() {
    const waiting = drafts.filter((one) => one.unsaved()).map((one) => one.save());
    await Promise.race([Promise.all(waiting), new Promise((done) => setTimeout(done, PATIENCE))]);
  }

  let going = false;
  const holds = () => !going && drafts.some((one) => one.unsaved());

  async function after(go) {
    going = true;
    await settled();
    try {
      go();
    } finally {
      going = false;
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const aside = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || aside || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    // a place on this page, or a mail: nothing is left
    if (link.origin !== location.origin || (link.hash && link.href.split("#")[0] === location.href.split("#")[0])) return;
    if (!holds()) return;
    event.preventDefault();
    after(() => location.assign(link.href));
  });

  document.addEventListener(
    "submit",
    (event) => {
      const other = event.target;
      if (other.matches("[data-autosave]") || other.method === "dialog" || !holds()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      after(() => other.requestSubmit(submitter));
    },
    true,
  );
})();
