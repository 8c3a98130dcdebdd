import path from 'node:path';
import type { Page } from 'playwright-core';

export interface WorkbenchTarget {
  readonly folder?: string | undefined;
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
  readonly language?: string;
}

/**
 * Loads code-server's workbench. The extension under development and its test suite go into the page's own
 * `developmentOptions`, as VS Code's web configuration has them.
 */
export async function loadWorkbench(page: Page, authority: string, target: WorkbenchTarget): Promise<void> {
  const uri = (file: string): object => ({ scheme: 'vscode-remote', authority, path: path.resolve(file) });
  const developmentOptions = {
    extensions: target.extensionDevelopmentPath === undefined ? [] : [uri(target.extensionDevelopmentPath)],
    ...(target.extensionTestsPath === undefined ? {} : { extensionTestsPath: uri(target.extensionTestsPath) }),
  };
  // Not by fulfilling the request: Chromium would then treat the page as external and block its WebSocket to loopback.
  await page.addInitScript((options) => {
    const original = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name: string): string | null {
      const value = original.call(this, name);
      if (name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration' || !value) {
        return value;
      }
      const configuration = JSON.parse(value);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...options };
      return JSON.stringify(configuration);
    };
  }, developmentOptions);
  if (target.language !== undefined) {
    // The effect of a language pack: extensions then look for their translations into it.
    await page.addInitScript((language) => {
      Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
    }, target.language);
  }
  const url = new URL(`http://${authority}/`);
  if (target.folder === undefined) {
    url.searchParams.set('ew', 'true');
  } else {
    url.searchParams.set('folder', path.resolve(target.folder));
  }
  await page.goto(url.toString());
}
