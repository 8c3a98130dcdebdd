import type { FileFormat } from '../manifest/format';
import { at } from '../tables/keyPath';
import { readTomlManifest } from '../tables/manifest';

/** mise's configuration: the commands of its tasks and hooks, and tools that pipx installs (mise, "Configuration"). */
export const miseToml: FileFormat = {
  id: 'mise',
  title: 'mise.toml',
  globs: ['**/{.,}mise.toml', '**/{.,}mise.*.toml', '**/{mise,.mise}/config.toml'],
  comments: true,
  generated: false,
  parse: (text) =>
    readTomlManifest(text, {
      keys: [
        at('tasks.*', 'commands'),
        at('tasks.*.run', 'commands'),
        at('tasks.*.run_windows', 'commands'),
        at('hooks.*', 'commands'),
        at('tools', 'pipx-tools'),
      ],
      toolOf: () => 'mise',
    }),
};
