import { existsSync } from 'node:fs';
import path from 'node:path';
import { mustRun, root } from '../run.mjs';
import type { Server } from './keystroke.mjs';
import type { BenchFile } from './texts.mjs';

/** Other language servers, and a file for each, with as many lines as ours. */
export interface Peer {
  readonly name: string;
  readonly server: Server;
  file(lines: number): BenchFile;
}

/** Outside of the project's dependencies: only the benchmark needs them. */
const FOLDER = path.join(root, 'out/bench/peers');

const PACKAGES = ['yaml-language-server@2.0.0', 'dockerfile-language-server-nodejs@0.15.0'];

/** Installs the servers once, from npm. */
export async function installPeers(): Promise<readonly Peer[]> {
  const installed = (file: string): string => path.join(FOLDER, 'node_modules', file);
  const yaml = installed('yaml-language-server/bin/yaml-language-server');
  const docker = installed('dockerfile-language-server-nodejs/bin/docker-langserver');
  if (![yaml, docker].every((file) => existsSync(file))) {
    await mustRun('npm', [
      'install',
      '--prefix',
      FOLDER,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--silent',
      ...PACKAGES,
    ]);
  }
  return [
    {
      name: 'yaml-language-server 2.0.0',
      server: { command: [process.execPath, yaml, '--stdio'], pushes: true },
      file: (lines) => ({
        name: 'packages.yaml',
        languageId: 'yaml',
        text: `packages:\n${Array.from({ length: lines }, (_, i) => `  package${i}: "${i % 9}.0"\n`).join('')}`,
      }),
    },
    {
      name: 'docker-langserver 0.15.0',
      server: { command: [process.execPath, docker, '--stdio'], pushes: true },
      file: (lines) => ({
        name: 'Dockerfile',
        languageId: 'dockerfile',
        text: `FROM python:3.13\n${Array.from({ length: lines }, (_, i) => `ENV VARIABLE${i}=${i % 9}.0\n`).join('')}`,
      }),
    },
  ];
}
