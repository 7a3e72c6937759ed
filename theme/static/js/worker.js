// Keeps the pages that were read, for when there is no network. The constant SITE is put above this
// when it is published, see publishing/worker.py.
const KIND = `newsroom ${registration.scope} `;
const CACHE = KIND + SITE.version;
const MAX_FILES = 80; // pages and pictures of 5 to 60 KB each: no burden to a cheap phone

// No skipWaiting: a request that reaches the old worker while the new one takes over leaves Chromium
// with a tab that never loads. The new one comes when the last tab of the site is closed.
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([SITE.offline, SITE.home])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(fromNetwork(event).catch(() => fromCache(request)));
});

// The first page was read before there was a worker. The browser still has it: no network is used.
self.addEventListener("message", (event) => {
  if (!String(event.data).startsWith(registration.scope)) return;
  const options = { cache: "only-if-cached", mode: "same-origin" };
  const taken = fetch(event.data, options).then((response) => keep(event.data, response));
  event.waitUntil(taken.catch(() => {}));
});

// The network alone decides, however slow it is. A timer would show a page from before a correction
// while the corrected one is on its way, and the reader could not tell.
async function fromNetwork(event) {
  const response = await fetch(event.request);
  event.waitUntil(keep(event.request.url.split("#")[0], response.clone()));
  return response;
}

async function keep(url, response) {
  const cache = await caches.open(CACHE);
  if (response.status === 404 || response.status === 410) return cache.delete(url);
  if (!response.ok || response.redirected || response.type !== "basic") return;
  await cache.delete(url); // so that the newest comes last
  await cache.put(url, response);
  const fixed = [SITE.offline, SITE.home].map((path) => new URL(path, registration.scope).href);
  const others = (await cache.keys()).filter((request) => !fixed.includes(request.url));
  await Promise.all(others.slice(0, -MAX_FILES).map((request) => cache.delete(request)));
}

async function fromCache(request) {
  const cache = await caches.open(CACHE);
  const isPage = request.mode === "navigate";
  const saved = await cache.match(request, { ignoreSearch: isPage });
  if (!isPage) return saved || Response.error();
  if (!saved || isOfflinePage(saved.url)) return offlinePage(cache);
  return changed(saved, /<main[^>]*>/, (tag) => `${tag}<p class="banner">${noteOn(saved)}</p>`);
}

function noteOn(saved) {
  const when = new Date(saved.headers.get("date") || Date.now());
  const date = when.toLocaleDateString("id-ID", { day: "numeric", month: "long", year: "numeric" });
  const [hour, minute] = [when.getHours(), when.getMinutes()].map((n) => `${n}`.padStart(2, "0"));
  return SITE.saved.replace("{date}", date).replace("{time}", `${hour}.${minute}`);
}

async function offlinePage(cache) {
  const page = await cache.match(SITE.offline);
  if (!page) return Response.error();
  const items = await Promise.all((await cache.keys()).map(({ url }) => itemFor(cache, url)));
  const list = items.filter(Boolean).reverse().join("");
  const place = /<p id="tersimpan"[^]*?<\/p>/;
  return changed(page, place, (empty) => (list ? `<ul class="names">${list}</ul>` : empty));
}

// The title is HTML already, and an address holds no quotation mark.
async function itemFor(cache, url) {
  const response = await cache.match(url);
  const isPage = (response.headers.get("content-type") || "").startsWith("text/html");
  if (!isPage || isOfflinePage(url)) return "";
  const title = (await response.text()).match(/<title>([^<]*)/)?.[1] || url;
  return `<li><a class="tap" href="${url}">${title.replace(SITE.ending, "")}</a></li>`;
}

function isOfflinePage(url) {
  return new URL(url).pathname === SITE.offline;
}

async function changed(response, from, to) {
  const html = (await response.text()).replace(from, to);
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(html, { headers });
}

async function removeOldCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(KIND) && name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
}
