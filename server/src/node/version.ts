/** Inserted by the build, from package.json. */
declare const LOOKALIKE_VERSION: string | undefined;
declare const LOOKALIKE_HOMEPAGE: string | undefined;

export const version = typeof LOOKALIKE_VERSION === 'string' ? LOOKALIKE_VERSION : '0.0.0-dev';

/** The home page of Lookalike. */
export const homepage = typeof LOOKALIKE_HOMEPAGE === 'string' ? LOOKALIKE_HOMEPAGE : 'https://marketplace.visualstudio.com/';
