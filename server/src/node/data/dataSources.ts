import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as l10n from '@vscode/l10n';
import { SafeUrl } from '../../index/safeUrl';
import { parseSimpleIndex } from '../../index/simplePage';
import type { SnapshotSources } from '../../names/files/sources';
import type { HttpClient } from '../http/httpClient';
import type { HttpRequest } from '../http/httpRequest';
import { readAdvisoryDump } from './advisoryDump';
import type { DataUrls } from './dataUrls';

/** The sources of fresh package data. An absent part stays as it is. */
export interface DataSources extends SnapshotSources {
  /** Records of an OSV dump. */
  readonly advisories?: readonly unknown[] | undefined;
}

export type Progress = (message: string) => void;

/** The oldest project list with a copy: `readSources` finds it under this name. */
const EARLIER_NAMES = { file: 'pypi-names-2024-11.txt.gz', month: '2024-11' };

const MiB = 1024 * 1024;
const MAX_TABLE_BYTES = 256 * MiB;
const DOWNLOAD_DEADLINE = 600_000;

/** Downloads everything, one source after the other, so as not to disturb other work. Rejects if a part is not available. */
export async function downloadSources(http: HttpClient, urls: DataUrls, signal: AbortSignal, progress: Progress): Promise<DataSources> {
  const get = async (text: string, request: Pick<HttpRequest, 'accept' | 'mediaTypes' | 'maxBytes'>): Promise<Uint8Array> => {
    const url = SafeUrl.parse(text);
    if (url === undefined) {
      throw new Error(
        l10n.t({ message: '{0} is not a web address', args: [text], comment: ['{0} is a text that was given as an address.'] }),
      );
    }
    const { status, body } = await http.send({ ...request, url, signal, deadline: DOWNLOAD_DEADLINE });
    if (status !== 200) {
      throw new Error(l10n.t({ message: '{0} has no such file', args: [url.host], comment: ['{0} is the name of a host.'] }));
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

/** Reads snapshots from a folder, for machines without a network: any of the files that `npm run data` reads, or the dump as `all.zip`. */
export async function readSources(folder: string): Promise<DataSources> {
  const read = (name: string): Promise<Buffer | undefined> =>
    readFile(path.join(folder, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
  const unpacked = async (name: string): Promise<string | undefined> => {
    const bytes = await read(name);
    return bytes && (await promisify(gunzip)(bytes, { maxOutputLength: MAX_TABLE_BYTES })).toString('utf8');
  };
  const archive = (await read('osv-pypi.zip')) ?? (await read('all.zip'));
  const earlier = await unpacked(EARLIER_NAMES.file);
  const sources: DataSources = {
    projectTable: await unpacked('pypi-projects.tsv.gz'),
    earlierNames: earlier === undefined ? undefined : { month: EARLIER_NAMES.month, names: earlier },
    downloads: (await read('top-pypi-packages.min.json'))?.toString('utf8'),
    malicious: (await read('pypi-malicious-names.txt'))?.toString('utf8'),
    campaigns: (await read('pypi-malicious-campaigns.tsv'))?.toString('utf8'),
    advisories: archive && (await readAdvisoryDump(archive)),
  };
  if (Object.values(sources).every((part) => part === undefined)) {
    throw new Error(l10n.t({ message: '{0} does not contain package data', args: [folder], comment: ['{0} is the path of a folder.'] }));
  }
  return sources;
}
