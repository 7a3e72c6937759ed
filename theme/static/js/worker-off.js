// Published while OFFLINE is off: takes back all that an earlier worker kept, and itself.
const KIND = `newsroom ${registration.scope} `;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(removeCaches().then(() => registration.unregister()));
});

async function removeCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(KIND));
  await Promise.all(names.map((name) => caches.delete(name)));
}
