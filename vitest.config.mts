import { defineConfig } from 'vitest/config';

// The server's tests speak over real sockets, proxies and TLS, which takes its time on a busy machine.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          globalSetup: 'test/server/build.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Packs the production build that the server's tests have made.
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], globalSetup: 'test/server/build.ts', testTimeout: 60_000 } },
    ],
  },
});
