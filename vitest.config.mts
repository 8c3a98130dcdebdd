import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { name: 'server', include: ['test/server/**/*.test.ts'], globalSetup: 'test/server/build.ts', testTimeout: 20_000 } },
    ],
  },
});
