import { FolderStore } from '../../../../server/src/node/http/diskStore';

/** Run as a process by diskStore.test.ts: writes one entry repeatedly until it is killed. */
const [folder = ''] = process.argv.slice(2);
const quiet = { info() {}, warn() {}, error() {} };
const store = new FolderStore({ folder, maxBytes: 10_000_000, clock: { now: Date.now }, logger: quiet });

for (let i = 0; ; i++) {
  await store.put('shared', Buffer.alloc(500_000, i % 256));
  if (i === 5) {
    process.send?.('writing');
  }
}
