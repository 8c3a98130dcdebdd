/** A line on standard error with the current task of a long call. It disappears at the end. */
export interface ProgressLine {
  show(text: string): void;
  clear(): void;
}

/** Milliseconds. A shorter call shows nothing. */
const PATIENCE = 400;
/** Milliseconds between two texts. */
const PAUSE = 100;

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const SILENT: ProgressLine = { show: () => undefined, clear: () => undefined };

/** Shows progress on a terminal, and nothing elsewhere. */
export function progressOn(terminal: Terminal, now: () => number = Date.now): ProgressLine {
  if (terminal.isTTY !== true) {
    return SILENT;
  }
  let next = now() + PATIENCE;
  let isShown = false;
  return {
    show(text) {
      if (now() >= next) {
        next = now() + PAUSE;
        isShown = true;
        terminal.write(`\r\u001b[K${text.slice(0, Math.max(20, (terminal.columns ?? 80) - 1))}`);
      }
    },
    clear() {
      if (isShown) {
        isShown = false;
        terminal.write('\r\u001b[K');
      }
    },
  };
}
