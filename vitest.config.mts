import { defineConfig } from 'vitest/config';

/** Milliseconds. It ends a test that hangs; no test that works comes near it, however busy the machine is. */
const HANGS = 300_000;
const limits = { testTimeout: HANGS, hookTimeout: HANGS };

/** Programs that tests start speak English on any machine. */
const env = { LC_ALL: 'C', LANGUAGE: '', LOOKALIKE_LANGUAGE: '' };

export default defineConfig({
  test: {
    // By default one processor is left to Vitest, which needs little: on two, files would run one after the other.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], setupFiles: 'test/propertySeed.ts', env, ...limits } },
      {
        test: {
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          globalSetup: 'test/server/build.ts',
          env,
          ...limits,
        },
      },
      // Packs the production build that the server's tests have made.
      { test: { name: 'package', include: ['test/package/**/*.test.ts'], globalSetup: 'test/server/build.ts', env, ...limits } },
    ],
  },
});
