import { describe, expect, it } from 'vitest';
import { distributionFile } from '../../../server/src/packaging/distributionFile';

describe('the package in the name of a file', () => {
  it.each<[location: string, name: string | undefined, version?: string]>([
    ['Flask_Login-0.6.3-py3-none-any.whl', 'flask-login', '0.6.3'],
    ['flask-0.6.3-1-py3-none-any.WHL', 'flask', '0.6.3'],
    ['flask-0.6.3.whl', undefined],
    ['zope.interface-5.0.tar.gz', 'zope-interface', '5.0'],
    ['my-package-1.0-1.zip', 'my-package', '1.0-1'],
    ['py-2-1.0.tgz', 'py-2', '1.0'],
    ['flask-main.zip', 'flask'],
    ['my-flask-main.zip', 'my-flask'],
    ['flask-1.0.tar.lzma', 'flask', '1.0'],
    ['flask.zip', undefined],
    ['1.0.zip', undefined],
    ['flask-1.0', undefined],
    ['-1.0.zip', undefined],
    ['fläsk-1.0.zip', undefined],
    ['./vendor/flask-1.0.zip[async, dotenv]', 'flask', '1.0'],
    ['vendor\\flask-1.0.zip', 'flask', '1.0'],
    ['https://x.example/a/flask-1.0.zip?x=/b-2.0.zip#egg=c', 'flask', '1.0'],
    ['https://x.example/a%2f%66lask-1.0%2Bcpu.zip', 'flask', '1.0+cpu'],
    ['https://x.example/%ff/flask-1.0.zip', 'flask', '1.0'],
    [`${'a'.repeat(500)}-1.0.zip`, undefined],
  ])('%s', (location, normalizedName, version) => {
    const file = distributionFile(location);
    expect([file?.normalizedName, file?.version]).toEqual([normalizedName, version]);
  });

  it('takes no longer for a long text', () => {
    for (const text of ['-', '-1', '[', '%', '/', '?', 'a-.zip']) {
      distributionFile(`${text.repeat(300_000)}.zip`);
    }
  });
});
