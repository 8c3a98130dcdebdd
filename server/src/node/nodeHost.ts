import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { read } from '../analysis/limits';
import type { Clock, Host } from '../host';
import type { ServerEnvironment } from '../lsp/environment';
import { cacheFolder } from './cacheFolder';
import { bundledDataFolder } from './data/dataFiles';
import { soundDataFolder } from './data/dataFolder';
import { type DataUrls, PUBLIC_DATA } from './data/dataUrls';
import { type LoadedData, openPackageData, type SharedData } from './data/packageData';
import type { Disk } from './disk';
import { Network, type NetworkOptions } from './network';
import { createAttestationVerifier, TRUSTED_ROOT_FILE } from './services/attestations';
import { thisSystem, type UserSystem } from './userConfig/system';
import { NodeWorkspace } from './workspace/nodeWorkspace';

export interface NodeHostOptions
  extends Omit<ServerEnvironment, 'sealedCredentials'>,
    Pick<NetworkOptions, 'version' | 'logger' | 'secret' | 'http'> {
  /** Default: this machine. */
  readonly system?: UserSystem;
  readonly clock?: Clock;
  /** The bundled package data. */
  readonly bundled?: string;
  /** The script that refreshes the data in a worker. */
  readonly worker?: string;
  readonly dataUrls?: DataUrls;
  /** Package data that another thread has loaded. */
  readonly shared?: SharedData | undefined;
  /** Reads files. Default: in the background. */
  readonly disk?: Disk;
  /** Reads texts. Default: at once. */
  readonly read?: Host['read'];
  /** Sigstore's public keys, as JSON. Default: the bundled ones. */
  readonly trustedRoot?: () => Promise<string>;
}

export interface NodeHost extends Host {
  readonly packageData: LoadedData;
}

/** The host with real files, network and clock. */
export function createNodeHost(options: NodeHostOptions): NodeHost {
  const { logger, version, system = thisSystem(os.homedir()), clock = { now: () => Date.now() } } = options;
  const cache = cacheFolder(system);
  const data = openPackageData({
    bundled: options.bundled ?? bundledDataFolder(),
    refreshed: path.join(cache, 'data'),
    worker: options.worker ?? path.join(__dirname, 'server.js'),
    task: async () => ({
      version,
      urls: options.dataUrls ?? PUBLIC_DATA,
      env: { ...system.env },
      proxy: await options.proxy(),
      translations: options.translations(),
    }),
    clock,
    shared: options.shared,
  });
  const readBundledRoot = () => readFile(path.join(options.bundled ?? bundledDataFolder(), TRUSTED_ROOT_FILE), 'utf8');
  const verify = createAttestationVerifier(options.trustedRoot ?? readBundledRoot);
  const network = new Network({ ...options, system, clock, cache, advisoryIndex: data.advisoryIndex, verify });
  return {
    nameData: data.nameData,
    read: options.read ?? (async (text, format) => read(text, format)),
    advisoryIndex: data.advisoryIndex,
    packageData: data,
    settings: options.settings,
    trustsWorkspace: options.trustsWorkspace,
    workspace: new NodeWorkspace(options.folders, options.disk),
    indexAt: (url, isPublicName) => network.indexAt(url, isPublicName),
    userIndexes: network.userIndexes,
    userConfigurationChanged: () => network.userConfigurationChanged(),
    advisories: network,
    clock,
    logger,
  };
}

/** The folder with refreshed package data. */
export function refreshedDataFolder(): string {
  return path.join(cacheFolder(thisSystem(os.homedir())), 'data');
}

/** The package data that a refresh continues: the refreshed data if there is any, else the bundled data. */
export function currentDataFolder(): Promise<string> {
  return soundDataFolder(refreshedDataFolder(), bundledDataFolder(), Date.now());
}
