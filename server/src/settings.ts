import * as v from 'valibot';
import type { RuleId, RuleLevel } from './configuration/ruleLevels';
import { RULE_IDS } from './configuration/ruleLevels';
import { asObject, type JsonObject, ownValue } from './json';

/** One trusted or accepted name. An entry may have a reason and a last day. */
export interface TrustEntry {
  readonly name: string;
  readonly reason?: string | undefined;
  /** ISO date, the last day on which the entry applies. */
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
  /** Minimum age of a release, in days. Younger releases are reported. */
  readonly coolDown: number;
  /** Origins (`https://host`) of package indexes that only workspace files name, and that may be contacted nevertheless. */
  readonly trustedIndexes: readonly string[];
  /** Whether the user's `keyring` command may be asked for passwords. */
  readonly keyring: boolean;
  /** When the package data is refreshed automatically. */
  readonly updateData: 'weekly' | 'manual';
  /** Which requirements get a hint with the newest version of their project. */
  readonly inlayHints: 'updates' | 'all' | 'off';
  /** Globs of further files that are read as requirements files. */
  readonly files: readonly string[];
  /** The part of these settings that comes from the user, not from the workspace. Only this part can hide known malware. */
  readonly user: UserSettings;
}

/** Settings that suppress findings, without the workspace's values. */
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

/** One schema per setting: an invalid value affects only that setting. `trace.server` belongs to the client library. */
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
  /** One line per invalid setting that was replaced by its default: `lookalike.offline: Expected boolean …`. */
  readonly problems: readonly string[];
}

/**
 * Reads the section `lookalike` from an editor. Never throws: an invalid value is replaced by its default. The key `user` has the same
 * settings without those of the workspace. A client that does not send it has only settings of the user.
 */
export function readSettings(raw: unknown): SettingsReading {
  const given = asObject(raw) ?? {};
  const { values, problems } = readValues(given);
  const ofUser = asObject(given.user);
  const { enable, rules, trust, private: names } = ofUser === undefined ? values : readValues(ofUser).values;
  return { settings: { ...values, user: { enable, rules, trust, private: names } }, problems };
}

function readValues(given: JsonObject): { readonly values: Omit<Settings, 'user'>; readonly problems: string[] } {
  const problems: string[] = [];
  const values = new Map<string, unknown>(Object.entries(DEFAULT_SETTINGS));
  for (const [key, schema] of Object.entries(SCHEMAS)) {
    const value = ownValue(given, key);
    if (value === undefined || value === null || value === '') {
      continue;
    }
    const result = v.safeParse(schema, value);
    if (result.success) {
      values.set(key, result.output);
    } else {
      problems.push(`lookalike.${key}: ${result.issues[0].message}`);
    }
  }
  return { values: Object.fromEntries(values) as unknown as Omit<Settings, 'user'>, problems };
}

/** The parts that we use of the editor's own section `http`. */
export interface ProxySettings {
  /** Empty or absent: the environment decides. May contain credentials. */
  readonly proxy?: string;
  readonly noProxy?: readonly string[];
  /** False: certificates behind the proxy are not checked, because the user's settings say so. */
  readonly proxyStrictSSL?: boolean;
}

const PROXY_SCHEMAS: { readonly [K in keyof Required<ProxySettings>]: v.GenericSchema<unknown, ProxySettings[K]> } = {
  proxy: v.string(),
  noProxy: v.array(v.string()),
  proxyStrictSSL: v.boolean(),
};

/** Reads the section `http` from an editor. An invalid value counts as absent. */
export function readProxySettings(raw: unknown): ProxySettings {
  const given = asObject(raw) ?? {};
  const fitting = Object.entries(PROXY_SCHEMAS).flatMap(([key, schema]) => {
    const result = v.safeParse(schema, ownValue(given, key));
    return result.success ? [[key, result.output]] : [];
  });
  return Object.fromEntries(fitting);
}
