import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { activationEvents } from '../../client/src/selector';
import { withRuleTable } from '../../scripts/build/ruleTable.mjs';
import { formats, INCLUDED_FILES } from '../../server/src/formats/index';
import dependencyFiles from '../../server/src/protocol/dependencyFiles.json';
import { rules } from '../../server/src/rules/index';
import { DEFAULT_SETTINGS } from '../../server/src/settings';

const root = path.resolve(__dirname, '../..');
const readJson = (file: string) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
const manifest = readJson('package.json');
const { properties } = manifest.contributes.configuration;
// Settings that the client adds are not visible to users.
const { user: _user, ...defaultSettings } = DEFAULT_SETTINGS;

describe('the manifest matches the code', () => {
  test('settings and their defaults', () => {
    const {
      'lookalike.trace.server': trace,
      'lookalike.scanOnOpen': scanOnOpen,
      'lookalike.terminalGuard': terminalGuard,
      ...settings
    } = properties;
    expect([trace.default, scanOnOpen.default, terminalGuard.default]).toEqual(['off', true, 'warn']);
    // No workspace can turn it off.
    expect(terminalGuard.scope).toBe('application');
    const defaults = Object.entries(settings).map(([key, value]) => [
      key.replace('lookalike.', ''),
      (value as { default: unknown }).default,
    ]);
    expect(Object.fromEntries(defaults)).toEqual(defaultSettings);
  });

  test('rules and their levels', () => {
    const settings = properties['lookalike.rules'].properties as Record<
      string,
      { default: string; enum: string[]; markdownDescription: string }
    >;
    expect(Object.entries(settings).map(([id, { default: level }]) => [id, level])).toEqual(rules.map(({ id, level }) => [id, level]));
    for (const rule of rules) {
      const key = settings[rule.id]?.markdownDescription.slice(1, -1) ?? '';
      expect(readJson('package.nls.json')[key], 'npm run build -- generate writes them').toBe(rule.summary());
    }
    for (const { enum: levels } of Object.values(settings)) {
      expect(levels).toEqual(['error', 'warning', 'information', 'hint', 'off']);
    }
  });

  test('the table of rules in docs/rules.md', () => {
    const readme = fs.readFileSync(path.join(root, 'docs/rules.md'), 'utf8');
    expect(readme, 'npm run build -- generate writes it').toBe(withRuleTable(readme, rules));
  });

  test('addresses are settings of the machine, and an untrusted folder has no settings', () => {
    expect(properties['lookalike.indexUrl'].scope).toBe('machine');
    expect(properties['lookalike.advisoriesUrl'].scope).toBe('machine');
    for (const key of ['trustedIndexes', 'keyring', 'updateData']) {
      expect(properties[`lookalike.${key}`].scope, key).toBe('machine');
    }
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(supported).toBe('limited');
    expect(restrictedConfigurations.sort()).toEqual(
      [...Object.keys(defaultSettings), 'scanOnOpen'].map((key) => `lookalike.${key}`).sort(),
    );
  });

  test('activation: only dependency files', () => {
    expect(manifest.activationEvents, 'npm run build -- generate writes them').toEqual(activationEvents(formats));
  });

  test('the list of file kinds that the client uses in place of the formats', () => {
    const kinds = formats.map(({ globs, languageIds, hints }) => ({ globs, languageIds, hints }));
    expect(dependencyFiles, 'npm run build -- generate writes it').toEqual({ included: INCLUDED_FILES, kinds });
  });

  test('the requirements language covers the requirements formats', () => {
    const ofLanguage = formats.filter(({ id }) => id === 'requirements' || id === 'constraints');
    expect(manifest.contributes.languages[0].filenamePatterns).toEqual(ofLanguage.flatMap(({ globs }) => globs));
    expect(ofLanguage.flatMap(({ languageIds }) => languageIds ?? [])).toEqual([manifest.contributes.languages[0].id]);
  });

  test('commands', () => {
    expect(manifest.contributes.commands.map(({ command }: { command: string }) => command).sort()).toEqual(
      [
        'acceptAdvisory',
        'checkPackage',
        'clearFilter',
        'copyAdvisoryId',
        'exportReport',
        'filterDependencies',
        'fixFinding',
        'groupByFile',
        'groupByPackage',
        'groupBySeverity',
        'openAdvisory',
        'openFinding',
        'removeIndexCredentials',
        'restartServer',
        'scanWorkspace',
        'setIndexCredentials',
        'showOutput',
        'showReport',
        'trustMalicious',
        'trustPackage',
        'updateAll',
        'updateData',
        'upgradeVulnerable',
      ].map((id) => `lookalike.${id}`),
    );
  });

  test('menus, welcome texts and the walkthrough only use existing commands', () => {
    const { commands, menus, views, viewsWelcome, walkthroughs } = manifest.contributes;
    // VS Code has a command that shows a view.
    const shown = (Object.values(views) as { id: string }[][]).flat().map(({ id }) => `${id}.focus`);
    const known = [...commands.map(({ command }: { command: string }) => command), ...shown];
    const inMenus = Object.values(menus as Record<string, { command: string }[]>).flatMap((items) => items.map(({ command }) => command));
    const texts = readJson('package.nls.json') as Record<string, string>;
    const linked = [...JSON.stringify([viewsWelcome, walkthroughs]).matchAll(/%([\w.-]+)%/g)].flatMap(([, key]) =>
      [...(texts[key as string] ?? '').matchAll(/command:([\w.]+)/g)].map(([, command]) => command as string),
    );
    const own = [...inMenus, ...linked].filter((command) => command.startsWith('lookalike.'));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((command) => !known.includes(command))).toEqual([]);
  });

  test('every text has its key in package.nls.json, and every key its text', () => {
    const keys = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
    expect([...new Set(keys)].sort()).toEqual(Object.keys(readJson('package.nls.json')).sort());
  });

  test('every file that it names exists', () => {
    const { languages, grammars, viewsContainers, walkthroughs } = manifest.contributes;
    const pictures = walkthroughs[0].steps.map(({ media }: { media: { image: string } }) => media.image);
    for (const file of [manifest.icon, viewsContainers.activitybar[0].icon, languages[0].configuration, grammars[0].path, ...pictures]) {
      expect(fs.existsSync(path.join(root, file)), file).toBe(true);
    }
  });
});
