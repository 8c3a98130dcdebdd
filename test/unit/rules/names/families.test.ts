import { expect, it } from 'vitest';
import { MISSING } from '../../../../server/src/lookup';
import { realNameData } from '../../../inMemoryHost';
import { expectMarked } from '../world';

const absent = (name: string) => ({ index: new Map([[name, MISSING]]) });

it.each([
  'opentelemetry-instrumentation-foo',
  'google-cloud-zqxwv',
  'azure-mgmt-computes-zq',
  'mypy-boto3-qqqq',
  'apache-airflow-providers-zzz',
])('%s, which its family does not have, is unknown and imitates none', async (name) => {
  const marked = `
${name}
${'^'.repeat(name.length)} warning[unknown-package]: '${name}' is not on PyPI. Anyone could register it.…`;
  await expectMarked('requirements.txt', marked, absent(name));
});

it('a misspelled member is a look-alike', async () => {
  const name = 'google-cloud-storag';
  const marked = `
${name}
${'^'.repeat(name.length)} warning[typosquat]: '${name}' looks like 'google-cloud-storage' (missing letter 'e').`;
  await expectMarked('requirements.txt', marked, absent(name));
});

it.each([
  ['opentelemetry-instrumentation-zqx', 'opentelemetry-instrumentation'],
  ['opentelemetry-instrumentation-request', 'opentelemetry-instrumentation-requests'],
  ['azure-mgmt-computes-zq', 'azure-mgmt-compute'],
  ['mypy-boto3-dynamo', 'mypy-boto3-dynamodb'],
])('nearest to %s is %s', async (name, sibling) => {
  expect((await realNameData()).nearest(name)[0]).toBe(sibling);
});

it.each([
  ['google-cloud-x', 'google-cloud'],
  ['aws-cdk-aws-x', 'aws-cdk-aws'],
  // Names with this beginning belong to anyone.
  ['django-rest-x', undefined],
  ['langchain-community-x', undefined],
  ['azure-x', undefined],
])('%s belongs to %s', async (name, family) => {
  expect((await realNameData()).familyOf(name)).toBe(family);
});
