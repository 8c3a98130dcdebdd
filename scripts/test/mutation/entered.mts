/** The global variable of a thread that has a byte for each function: 1 if it was entered. */
export const ENTERED = 'lookalikeEnteredFunctions';

/** More than there are functions. */
export const MOST_FUNCTIONS = 1 << 16;
