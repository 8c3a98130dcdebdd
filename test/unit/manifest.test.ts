import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { activationEvents } from '../../client/src/selector';
import { RULE_LEVELS, type RuleId } from '../../server/src/configuration/ruleLevels';
import { ruleSummary } from '../../server/src/configuration/ruleSummaries';
import { formats } from '../../server/src/formats/index';
import { DEFAULT_SETTINGS } from '../../server/src/settings';

const root = path.resolve(__dirname, '../..');
const readJson = (file: string) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
const manifest = readJson('package.json');
const { properties } = manifest.contributes.configuration;

describe('the manifest says what the code does', () => {
  test('settings and their defaults', () => {
    const { 'lookalike.trace.server': trace, ...settings } = properties;
    expect(trace.default).toBe('off');
    const defaults = Object.entries(settings).map(([key, value]) => [
      key.replace('lookalike.', ''),
      (value as { default: unknown }).default,
    ]);
    expect(Object.fromEntries(defaults)).toEqual(DEFAULT_SETTINGS);
  });

  test('rules and their levels', () => {
    const rules = properties['lookalike.rules'].properties as Record<
      string,
      { default: string; enum: string[]; markdownDescription: string }
    >;
    expect(Object.fromEntries(Object.entries(rules).map(([id, { default: level }]) => [id, level]))).toEqual(RULE_LEVELS);
    for (const [id, { markdownDescription }] of Object.entries(rules)) {
      expect(readJson('package.nls.json')[markdownDescription.slice(1, -1)], 'npm run manifest writes them').toBe(
        ruleSummary(id as RuleId),
      );
    }
    for (const { enum: levels } of Object.values(rules)) {
      expect(levels).toEqual(['error', 'warning', 'information', 'hint', 'off']);
    }
  });

  test('addresses are settings of the machine, and no setting of an untrusted folder counts', () => {
    expect(properties['lookalike.indexUrl'].scope).toBe('machine');
    expect(properties['lookalike.advisoriesUrl'].scope).toBe('machine');
    for (const key of ['trustedIndexes', 'keyring', 'updateData']) {
      expect(properties[`lookalike.${key}`].scope, key).toBe('machine');
    }
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(supported).toBe('limited');
    expect(restrictedConfigurations.sort()).toEqual(
      Object.keys(DEFAULT_SETTINGS)
        .map((key) => `lookalike.${key}`)
        .sort(),
    );
  });

  test('activation: only dependency files', () => {
    expect(manifest.activationEvents, 'npm run manifest writes them').toEqual(activationEvents(formats));
  });

  test('the requirements language covers the requirements formats', () => {
    const ofLanguage = formats.filter(({ id }) => id === 'requirements' || id === 'constraints');
    expect(manifest.contributes.languages[0].filenamePatterns).toEqual(ofLanguage.flatMap(({ globs }) => globs));
    expect(ofLanguage.flatMap(({ languageIds }) => languageIds ?? [])).toEqual([manifest.contributes.languages[0].id]);
  });

  test('commands', () => {
    expect(manifest.contributes.commands.map(({ command }: { command: string }) => command).sort()).toEqual(
      [
        'checkPackage',
        'removeIndexCredentials',
        'restartServer',
        'scanWorkspace',
        'setIndexCredentials',
        'showOutput',
        'showReport',
        'updateData',
      ].map((id) => `lookalike.${id}`),
    );
  });

  test('every text has its key in package.nls.json, and every key its text', () => {
    const keys = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
    expect([...new Set(keys)].sort()).toEqual(Object.keys(readJson('package.nls.json')).sort());
  });

  test('every file that it names is there', () => {
    const { languages, grammars, walkthroughs } = manifest.contributes;
    const pictures = walkthroughs[0].steps.map(({ media }: { media: { image: string } }) => media.image);
    for (const file of [manifest.icon, languages[0].configuration, grammars[0].path, ...pictures]) {
      expect(fs.existsSync(path.join(root, file)), file).toBe(true);
    }
  });
});
