/* Run in a page by checks.py. Each function returns plain values; nothing of the page is changed but its text spacing. */
(() => {
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && element.checkVisibility();
  };
  const named = (element) => {
    const words = (element.innerText || element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 60);
    const kind = element.id ? `#${element.id}` : [...element.classList].map((name) => `.${name}`).join("");
    return `${element.localName}${kind} "${words}"`;
  };

  /* a link in a sentence is as high as its line (WCAG 2.2, 2.5.8, inline) */
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== "inline") return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const rest = block.innerText.trim().length - element.innerText.trim().length;
    return rest > 0;
  };

  /* USWDS draws a checkbox or radio with its label: the label is what is pressed */
  const pressed = (element) =>
    element.matches("[type=checkbox], [type=radio]") ? (element.labels[0] ?? element) : element;

  /* a part of a drawing whose link is in the list beside it, large enough (2.5.8, equivalent) */
  const elsewhere = (element) =>
    element.closest("svg") !== null &&
    [...document.querySelectorAll("a[href]")].some(
      (other) => other.getAttribute("href") === element.getAttribute("href") && other.closest("svg") === null,
    );

  const small = () =>
    [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .map(pressed)
      .filter((element) => shown(element) && !element.matches(".usa-skipnav") && !inSentence(element))
      .filter((element) => !elsewhere(element))
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.width < 23.9 || box.height < 23.9)
      .map(([element, box]) => `${named(element)} ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`);

  const clipped = () =>
    [...document.querySelectorAll("body *")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const cuts = [style.overflowX, style.overflowY].some((kind) => kind === "hidden" || kind === "clip");
        if (!cuts || !shown(element) || !element.innerText?.trim()) return false;
        return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      })
      .map(named);

  /* what sticks out of the page, but for what is in a region that scrolls by itself */
  const wide = () => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) => {
      for (let up = element; up && up !== document.body; up = up.parentElement)
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true;
      return false;
    };
    const out = [...document.querySelectorAll("body *")].filter(
      (element) => shown(element) && element.getBoundingClientRect().right > width + 0.5 && !scrolls(element.parentElement),
    );
    return [`page is ${document.documentElement.scrollWidth} wide`, ...out.slice(0, 4).map(named)];
  };

  /* WCAG 1.4.12; a constructed sheet is no inline style, so the page's policy stays as it is */
  const spacing = new CSSStyleSheet();
  spacing.replaceSync(
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }" +
      "p { margin-block-end: 2em !important }",
  );
  const spaced = (on) => {
    document.adoptedStyleSheets = on ? [spacing] : [];
  };

  const about = () => ({
    title: document.title,
    lang: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .filter((heading) => heading.closest("dialog:not([open])") === null)
      .map((heading) => [Number(heading.localName[1]), heading.innerText.trim()]),
    footer: [...document.querySelectorAll("body > footer a")].map((link) => new URL(link.href).pathname),
    district: document.querySelector(".context__organization") !== null,
    footerIsLast: document.querySelector("body > main + footer") !== null,
    skip: document.querySelector("body > a")?.getAttribute("href") ?? "",
    small: small(),
  });

  /* axe, with each undecided node that explained.yaml accounts for left out */
  const axe = async (explained) => {
    const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await window.axe.run(document, {
      runOnly: { type: "tag", values },
      resultTypes: ["violations", "incomplete"],
      elementRef: true,
    });
    const accounted = (rule, node) =>
      explained.some((one) => one.rule === rule.id && node.element?.closest(one.within) !== null);
    const told = (kind, rules, keep) =>
      rules.flatMap((rule) =>
        rule.nodes
          .filter((node) => keep(rule, node))
          .map((node) => {
            const why = [...node.any, ...node.all, ...node.none].map((check) => check.message)[0] ?? "";
            return `${kind} ${rule.id}: ${node.target.join(" ")}: ${why}`;
          }),
      );
    return [
      ...told("axe", found.violations, () => true),
      ...told("axe cannot tell", found.incomplete, (rule, node) => !accounted(rule, node)),
    ];
  };

  /* where the keyboard is: its words, whether a ring is drawn, and whether something lies over it */
  const focused = async () => {
    const element = document.activeElement;
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))); // the page scrolls there
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    if (!element || element === document.body) return { words: "", faults: ["the focus is nowhere"] };
    const seen = pressed(element);
    // USWDS draws the ring of a checkbox or radio around the box before its label
    const styles = [getComputedStyle(element), getComputedStyle(seen), getComputedStyle(seen, "::before")];
    // the parts of a date field draw their own
    const part = element.matches("[type=date]") && !element.matches(":focus-visible");
    const ring = part || styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const box = seen.getClientRects()[0] ?? seen.getBoundingClientRect(); // a link may break over lines
    const at = [
      (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
      (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2,
    ];
    const top = document.elementFromPoint(...at);
    const found = [];
    if (!ring && element.id !== "main") found.push("no ring is drawn");
    if (box.bottom <= 0 || box.top >= innerHeight) found.push("it is not in view");
    else if (!top || !(seen.contains(top) || top.contains(seen))) found.push(`under ${top ? named(top) : "nothing"}`);
    const words = element.labels?.[0]?.innerText || element.innerText || element.getAttribute("aria-label") || element.value;
    return { words: (words ?? "").trim().replace(/\s+/g, " "), tag: element.localName, name: named(element), faults: found };
  };

  window.checks = { about, axe, clipped, focused, spaced, wide };
})();
