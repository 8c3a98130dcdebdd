/** URLs of the live data. */
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
