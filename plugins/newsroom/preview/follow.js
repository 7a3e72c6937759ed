// Only in the preview: waits for the next build, then reloads the page or says what stopped it.
(() => {
  const shownSite = Number(document.currentScript.dataset.site);
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { position: fixed; inset-inline: 0; inset-block-end: 0; z-index: 2147483647; }
    section { max-block-size: 60vh; overflow: auto; padding: 0.75rem 1rem; color: #fff;
      background: #7a1212; border-block-start: 3px solid #fff; font: 1rem/1.5 system-ui, sans-serif; }
    section.note { background: #1f3a5f; }
    details { inline-size: fit-content; max-inline-size: 100%; max-block-size: 60vh; overflow: auto;
      margin-inline-start: auto; padding: 0.25rem 0.75rem; background: #fff3c4; color: #3b2c00;
      border: 1px solid #3b2c00; font: 0.875rem/1.5 system-ui, sans-serif; }
    summary { cursor: pointer; min-block-size: 24px; }
    ul { margin: 0.5rem 0 0; padding-inline-start: 1.25rem; }
    li { overflow-wrap: anywhere; white-space: pre-wrap; }
    code { font-size: 0.9em; }
    @media print { :host { display: none; } }
  `);
  let panel = null;
  let waiting = null;

  const element = (name, ...inside) => {
    const made = document.createElement(name);
    made.append(...inside);
    return made;
  };

  const listed = (problems) =>
    element("ul", ...problems.map(({ place, text }) =>
      element("li", ...(place ? [element("code", place), ": "] : []), text)));

  const boxFor = ({ state, words, problems = [] }) => {
    const heading = words[state] || "";
    if (state === "warnings") {
      const box = element("details", element("summary", `${heading} ${problems.length}`));
      box.append(listed(problems));
      return box;
    }
    const box = element("section", element("strong", heading), listed(problems));
    const isNote = state === "starting" || state === "lost";
    box.className = isNote ? "note" : "";
    box.setAttribute("role", isNote ? "status" : "alert");
    return box;
  };

  const show = (report) => {
    const wasOpen = panel?.shadowRoot.querySelector("details")?.open;
    panel?.remove();
    panel = null;
    if (!report.state) return;
    panel = element("div");
    panel.id = "pratinjau";
    const root = panel.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    const box = boxFor(report);
    if (wasOpen) box.open = true;
    root.append(box);
    document.body.append(panel);
  };

  const next = async (number) => {
    waiting = new AbortController();
    const answer = await fetch(`/.pratinjau?${number}`, { signal: waiting.signal });
    return answer.json();
  };

  // A browser keeps six connections to a host at most: pages that nobody sees must not hold one.
  const follow = async () => {
    let last = { number: 0, words: {} }; // 0: tell at once how things stand
    while (!document.hidden) {
      try {
        const report = await next(last.number);
        if (report.site !== shownSite) return location.reload();
        if (report.number !== last.number) show(report);
        last = report;
      } catch {
        if (document.hidden) return;
        show({ ...last, state: "lost", problems: [] });
        last = { ...last, number: 0 };
        await new Promise((done) => setTimeout(done, 500));
      }
    }
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) waiting?.abort();
    else follow();
  });
  addEventListener("pagehide", () => waiting?.abort());
  follow();
})();
