import { defineConfig } from 'vitest/config';

// The server's tests speak over real sockets, proxies and TLS: on a busy machine a host may need a second try.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        test: { name: 'server', include: ['test/server/**/*.test.ts'], globalSetup: 'test/server/build.ts', testTimeout: 30_000, retry: 1 },
      },
      // Packs the production build that the server's tests have made.
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], globalSetup: 'test/server/build.ts', testTimeout: 60_000 } },
    ],
  },
});
