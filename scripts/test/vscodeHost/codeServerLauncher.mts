#!/usr/bin/env -S node --import tsx
/**
 * Replaces the desktop program that `@vscode/test-electron` starts: takes its arguments and runs the suite
 * in code-server's extension host, with a headless browser as its window.
 */
import { parseArgs } from 'node:util';
import { findBrowser, launchBrowser } from './browser.mjs';
import { startCodeServer } from './codeServer.mjs';
import { loadWorkbench } from './codeServerWorkbench.mjs';
import { installCodeServer } from './installCodeServer.mjs';
import { createProfile } from './profile.mjs';

const RUN_TIMEOUT_MS = 1_800_000;
/** sysexits' "internal software error": neither success nor a failing test. */
const EX_SOFTWARE = 70;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});

/** Output of the extension host has this prefix in the page's console. Other output of the workbench does not. */
const FROM_EXTENSION_HOST = /^%c INFO color: #33f ([\s\S]*)$/;
const CHATTER =
  /^(Resolv|Creat|\[Service|Updating|ChatSession|ChatModel|\[ChatModel|\[AgentHost|\[AccountPolicy|\[reconnection|Error while fetching)/;

const profile = createProfile();
const server = await startCodeServer({ program: await installCodeServer(), profile, trust: 'all' });
const { browser, page } = await launchBrowser(findBrowser() as string);
let finish!: (code: number) => void;
const exit = new Promise<number>((resolve) => {
  finish = resolve;
});
const fail = (what: string): void => {
  console.error(what);
  finish(EX_SOFTWARE);
};
server.onExit((code) => fail(`code-server ended with ${code}`));
setTimeout(() => fail(`no result within ${RUN_TIMEOUT_MS / 1000} s`), RUN_TIMEOUT_MS).unref();
page.on('crash', () => fail('the page crashed'));
page.on('console', (message) => {
  const text = FROM_EXTENSION_HOST.exec(message.text())?.[1];
  if (text !== undefined && !CHATTER.test(text)) {
    console.log(text);
  }
});
await page.exposeFunction('codeAutomationLog', () => undefined);
await page.exposeFunction('codeAutomationExit', (code: number) => finish(code));
await loadWorkbench(page, server.authority, {
  folder: positionals[0],
  extensionDevelopmentPath: values.extensionDevelopmentPath as string,
  extensionTestsPath: values.extensionTestsPath as string,
});
const code = await exit;
await browser.close();
await server.stop();
profile.remove();
process.exit(code);
