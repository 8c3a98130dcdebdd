/** A file name for each format. */
export declare const FILE_NAMES: Readonly<Record<string, string>>;
