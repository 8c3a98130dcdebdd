import fs from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** The entry point for VS Code's extension host. The counts go into a file, because an extension host that crashes counts as success. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 600_000, color: false });
  // The whole line in one call: each call is a message of its own in the workbench's console.
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(format(...args));
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./extension.test');
  await import('./start.test');
  await import('./trust.test');
  await import('./guard.test');
  await import('./terminal.test');
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      fs.writeFileSync(process.env.TEST_RESULTS_FILE as string, JSON.stringify(runner.stats));
      failures > 0 ? reject(new Error(`${failures} tests failed`)) : resolve();
    });
  });
}
