/** A file name that each format is read by. */
export declare const FILE_NAMES: Readonly<Record<string, string>>;
