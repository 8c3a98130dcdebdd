/** Put in by the build, from package.json. */
declare const LOOKALIKE_VERSION: string | undefined;

export const version = typeof LOOKALIKE_VERSION === 'string' ? LOOKALIKE_VERSION : '0.0.0-dev';
