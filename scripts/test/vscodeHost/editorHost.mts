import type { Page } from 'playwright-core';
import { codeServerHost } from './codeServerHost.mjs';
import { desktopHost } from './desktopHost.mjs';

/** A VS Code that tests can start: the downloaded desktop program, or code-server with a headless browser on it. */
export interface EditorHost {
  readonly kind: 'desktop' | 'code-server';
  /** For people: the version of VS Code, and how it is shown. */
  readonly description: string;
  /** The program that `@vscode/test-electron` starts as VS Code. */
  readonly executable: string;
  /** Opens a folder in a fresh profile and waits for the workbench. */
  open(options: OpenOptions): Promise<Workbench>;
  /** Installs a packaged extension into a folder, the `extensionsDir` for `open`. */
  installExtension(vsix: string, extensionsDir: string): Promise<void>;
}

export interface OpenOptions {
  readonly folder: string;
  /** The source folder of an extension under development. VS Code runs such an extension even in Restricted Mode. */
  readonly extensionDevelopmentPath?: string;
  /** Installed extensions. Absent: none. */
  readonly extensionsDir?: string;
  /** `ask` keeps Workspace Trust on, so a folder opens in Restricted Mode. */
  readonly trust: 'all' | 'ask';
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The display language. Only code-server takes one without a language pack. */
  readonly language?: string;
}

export interface Workbench {
  readonly page: Page;
  close(): Promise<void>;
}

/** Either a host, or a sentence with the reason why there is none and what to install. */
export type HostChoice = { readonly host: EditorHost } | { readonly host?: undefined; readonly why: string };

/** Desktop VS Code if there is a desktop, else code-server with Chromium. `LOOKALIKE_EDITOR=desktop|code-server` overrides this. */
export async function chooseEditorHost(): Promise<HostChoice> {
  const wish = process.env.LOOKALIKE_EDITOR;
  if (wish === 'code-server' || (wish !== 'desktop' && !hasDesktop())) {
    return codeServerHost();
  }
  try {
    return { host: await desktopHost() };
  } catch (error) {
    const why = `desktop VS Code could not be downloaded (${error instanceof Error ? error.message : error})`;
    if (wish === 'desktop') {
      return { why };
    }
    console.log(`${why}; trying code-server`);
    return codeServerHost();
  }
}

function hasDesktop(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
