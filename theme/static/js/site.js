// What a page gains where scripts run. Nothing on it needs this file, which comes once the reader
// begins to read (SCRIPT_LOADER in views/frame.py).
// Words and addresses are in data attributes: they come from strings.toml and the settings.
(() => {
  const address = () => document.querySelector("link[rel=canonical]")?.href || location.href;

  const offer = (selector, action) => {
    for (const button of document.querySelectorAll(selector)) {
      button.addEventListener("click", () => action(button));
      button.hidden = false;
    }
  };

  const copy = async (button) => {
    await navigator.clipboard.writeText(address());
    const said = button.parentElement.querySelector("[role=status]");
    const usual = button.textContent;
    if (usual === button.dataset.done) return;
    button.textContent = said.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = usual;
      said.textContent = "";
    }, 4000);
  };

  const share = () => {
    const title = document.querySelector("h1").textContent;
    navigator.share({ title, url: address() }).catch(() => {}); // the reader may change their mind
  };

  if (navigator.clipboard) offer(".share-copy", copy);
  if (navigator.share) offer(".share-sheet", share);

  // Who saves data gets no copies: even the two pages that the worker asks for would cost something.
  const { worker } = document.currentScript.dataset;
  if (worker && navigator.serviceWorker && !navigator.connection?.saveData) {
    (async () => {
      const isFirst = !navigator.serviceWorker.controller; // page, so no worker saw it pass
      await navigator.serviceWorker.register(worker).catch(() => {});
      const { active } = await navigator.serviceWorker.ready;
      if (isFirst) active.postMessage(location.href.split("#")[0]);
    })();
  }
})();
