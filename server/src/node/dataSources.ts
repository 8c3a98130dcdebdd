import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { SafeUrl } from '../facts/safeUrl';
import { parseSimpleIndex } from '../facts/simplePage';
import { readAdvisoryDump } from './advisoryDump';
import type { HttpClient, HttpRequest } from './http';

/** What fresh package data are compiled from. An absent part is kept as it is. */
export interface DataSources {
  /** `name version month rank`, tab-separated with a header: every project with what is known of its releases. */
  readonly projectTable?: string;
  /** Normalised names of every project, where the source says nothing more. */
  readonly projectNames?: readonly string[];
  /** The top-pypi-packages data set, JSON. */
  readonly downloads?: string;
  /** Names of removed malicious packages, one a line. */
  readonly malicious?: string;
  /** Records of an OSV dump. */
  readonly advisories?: readonly unknown[];
}

export type Progress = (message: string) => void;

/** Where the live services publish what is downloaded. */
export interface DataUrls {
  readonly projects: string;
  readonly downloads: string;
  readonly advisories: string;
}

export const PUBLIC_DATA: DataUrls = {
  projects: 'https://pypi.org/simple/',
  downloads: 'https://hugovk.github.io/top-pypi-packages/top-pypi-packages.min.json',
  advisories: 'https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip',
};

const MiB = 1024 * 1024;
const MAX_TABLE_BYTES = 256 * MiB;
const DOWNLOAD_DEADLINE = 600_000;

/** Downloads everything, one after the other: this must not get in the way of somebody's own work. Rejects when a part cannot be had. */
export async function downloadSources(http: HttpClient, urls: DataUrls, signal: AbortSignal, progress: Progress): Promise<DataSources> {
  const get = async (text: string, request: Pick<HttpRequest, 'accept' | 'mediaTypes' | 'maxBytes'>): Promise<Uint8Array> => {
    const url = SafeUrl.parse(text);
    if (url === undefined) {
      throw new Error(l10n.t('{0} is no web address', text));
    }
    const { status, body } = await http.send({ ...request, url, signal, deadline: DOWNLOAD_DEADLINE });
    if (status !== 200) {
      throw new Error(l10n.t('{0} has no such file', url.host));
    }
    return body;
  };
  progress(l10n.t('Downloading the list of the most downloaded packages…'));
  const downloads = await get(urls.downloads, {
    accept: '*/*',
    mediaTypes: ['application/json', 'application/octet-stream'],
    maxBytes: 32 * MiB,
  });
  progress(l10n.t('Downloading the list of all packages…'));
  const simple = 'application/vnd.pypi.simple.v1+json';
  const projects = await get(urls.projects, { accept: simple, mediaTypes: [simple], maxBytes: 256 * MiB });
  progress(l10n.t('Downloading the advisories…'));
  const archive = await get(urls.advisories, {
    accept: '*/*',
    mediaTypes: ['application/zip', 'application/x-zip-compressed', 'application/octet-stream'],
    maxBytes: 512 * MiB,
  });
  const decoder = new TextDecoder();
  const projectNames = parseSimpleIndex(decoder.decode(projects));
  if (projectNames === undefined) {
    throw new Error(l10n.t('the list of all packages cannot be read'));
  }
  return { projectNames, downloads: decoder.decode(downloads), advisories: await readAdvisoryDump(Buffer.from(archive)) };
}

/** Reads snapshots from a folder, for machines without a network: any of the files that `npm run data` takes, or the dump as `all.zip`. */
export async function readSources(folder: string): Promise<DataSources> {
  const read = (name: string): Promise<Buffer | undefined> =>
    readFile(path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
  const table = await read('pypi-projects.tsv.gz');
  const archive = (await read('osv-pypi.zip')) ?? (await read('all.zip'));
  const sources: DataSources = {
    projectTable: table && (await promisify(gunzip)(table, { maxOutputLength: MAX_TABLE_BYTES })).toString('utf8'),
    downloads: (await read('top-pypi-packages.min.json'))?.toString('utf8'),
    malicious: (await read('pypi-malicious-names.txt'))?.toString('utf8'),
    advisories: archive && (await readAdvisoryDump(archive)),
  };
  if (Object.values(sources).every((part) => part === undefined)) {
    throw new Error(l10n.t('{0} holds no package data', folder));
  }
  return sources;
}
