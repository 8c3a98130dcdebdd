import fc from 'fast-check';

/** The seed of all property tests in CI, so a run there depends only on the code. Elsewhere each run has a new one. `SEED` repeats a run. */
const CI_SEED = 20_261_126;

const given = process.env.SEED ?? (process.env.CI ? CI_SEED : undefined);

// A failure prints its seed and path in any case (fast-check). With these, the example is repeated.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: given === undefined ? Math.trunc(Math.random() * 0x7fffffff) : Number(given) });
