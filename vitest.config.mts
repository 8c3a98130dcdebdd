import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { name: 'server', include: ['test/server/**/*.test.ts'], testTimeout: 20_000 } },
      // Need a production build in dist/.
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 60_000 } },
    ],
  },
});
