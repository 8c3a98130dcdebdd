import * as v from 'valibot';
import type { RuleId, RuleLevel } from './configuration/ruleLevels';
import { RULE_IDS } from './configuration/ruleLevels';
import { asObject } from './json';

/** One accepted name; an entry may say why, and until when. */
export interface TrustEntry {
  readonly name: string;
  readonly reason?: string | undefined;
  /** ISO date, the last day on which the entry holds. */
  readonly until?: string | undefined;
}

/** The editor's settings (`lookalike.*`), checked. The command line fills the same shape from its options. */
export interface Settings {
  readonly enable: boolean;
  readonly offline: boolean;
  readonly indexUrl: string;
  readonly advisoriesUrl: string;
  readonly rules: Readonly<Partial<Record<RuleId, RuleLevel>>>;
  readonly trust: readonly TrustEntry[];
  /** Names or patterns with `*`. */
  readonly private: readonly string[];
  /** Days that a release must be old to pass without a word. */
  readonly coolDown: number;
  /** Origins of package indexes that only files of a workspace name, and that may be asked all the same: `https://host`. */
  readonly trustedIndexes: readonly string[];
  /** Whether the user's `keyring` command may be asked for passwords. */
  readonly keyring: boolean;
  /** When the package data are refreshed without being asked. */
  readonly updateData: 'weekly' | 'manual';
  /** Which requirements show the newest version of their project after them. */
  readonly inlayHints: 'updates' | 'all' | 'off';
  /** Globs of further files that are read as requirements files. */
  readonly files: readonly string[];
  /** What of these settings is the user's own word, not the workspace's: only that hides known malware. */
  readonly user: UserSettings;
}

/** Settings that quieten findings, as they are outside of the workspace. */
export type UserSettings = Pick<Settings, 'enable' | 'rules' | 'trust' | 'private'>;

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  offline: false,
  indexUrl: 'https://pypi.org',
  advisoriesUrl: 'https://api.osv.dev',
  rules: {},
  trust: [],
  private: [],
  coolDown: 3,
  trustedIndexes: [],
  keyring: false,
  updateData: 'weekly',
  inlayHints: 'updates',
  files: [],
  user: { enable: true, rules: {}, trust: [], private: [] },
};

const RULE_LEVEL = v.picklist(['error', 'warning', 'information', 'hint', 'off']);

const trustEntry = v.union([
  v.pipe(
    v.string(),
    v.transform((name): TrustEntry => ({ name })),
  ),
  v.object({ name: v.string(), reason: v.optional(v.string()), until: v.optional(v.pipe(v.string(), v.isoDate())) }),
]);

export const MAX_COOL_DOWN = 365;

const serviceUrl = v.pipe(
  v.string(),
  v.maxLength(2_048),
  v.check((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'an http or https address'),
  v.transform((url) => url.replace(/\/+$/, '')),
);

/** One schema a setting: a bad value costs that setting alone. `trace.server` belongs to the client library. */
const SCHEMAS: { readonly [K in keyof Omit<Settings, 'user'>]: v.GenericSchema<unknown, Settings[K]> } = {
  enable: v.boolean(),
  offline: v.boolean(),
  indexUrl: serviceUrl,
  advisoriesUrl: serviceUrl,
  rules: v.record(v.picklist(RULE_IDS), RULE_LEVEL),
  trust: v.array(trustEntry),
  private: v.array(v.string()),
  trustedIndexes: v.array(
    v.pipe(
      serviceUrl,
      v.transform((url) => new URL(url).origin),
    ),
  ),
  inlayHints: v.picklist(['updates', 'all', 'off']),
  coolDown: v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_COOL_DOWN)),
  keyring: v.boolean(),
  updateData: v.picklist(['weekly', 'manual']),
  files: v.array(v.string()),
};

export interface SettingsReading {
  readonly settings: Settings;
  /** One line a setting that did not fit and was replaced by its default: `lookalike.offline: Expected boolean …`. */
  readonly problems: readonly string[];
}

/**
 * Reads what an editor sent for the section `lookalike`. Never throws: a value that does not fit gives way to its default. The key `user` has the same
 * settings without those of the workspace; a client that does not send it has no other settings than the user's.
 */
export function readSettings(raw: unknown): SettingsReading {
  const given = asObject(raw) ?? {};
  const { values, problems } = readValues(given);
  const ofUser = asObject(given.user);
  const { enable, rules, trust, private: names } = ofUser === undefined ? values : readValues(ofUser).values;
  return { settings: { ...values, user: { enable, rules, trust, private: names } }, problems };
}

function readValues(given: Readonly<Record<string, unknown>>): { readonly values: Omit<Settings, 'user'>; readonly problems: string[] } {
  const problems: string[] = [];
  const values: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const [key, schema] of Object.entries(SCHEMAS)) {
    const value = given[key];
    if (value === undefined || value === null || value === '') {
      continue;
    }
    const result = v.safeParse(schema, value);
    if (result.success) {
      values[key] = result.output;
    } else {
      problems.push(`lookalike.${key}: ${result.issues[0].message}`);
    }
  }
  return { values: values as unknown as Omit<Settings, 'user'>, problems };
}

/** The editor's own section `http`, as far as it concerns us. */
export interface ProxySettings {
  /** Empty or absent: the environment decides. May hold credentials. */
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  /** False: certificates behind the proxy are not checked, by the user's own word. */
  readonly proxyStrictSSL?: boolean;
}

const PROXY_SCHEMAS: { readonly [K in keyof Required<ProxySettings>]: v.GenericSchema<unknown, ProxySettings[K]> } = {
  proxy: v.string(),
  noProxy: v.array(v.string()),
  proxyStrictSSL: v.boolean(),
};

/** Reads what an editor sent for the section `http`. What does not fit counts as absent. */
export function readProxySettings(raw: unknown): ProxySettings {
  const given = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const fitting = Object.entries(PROXY_SCHEMAS).flatMap(([key, schema]) => {
    const result = v.safeParse(schema, given[key]);
    return result.success ? [[key, result.output]] : [];
  });
  return Object.fromEntries(fitting);
}
