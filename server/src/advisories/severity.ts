import { CVSS20, CVSS30, CVSS31, CVSS40 } from '@pandatix/js-cvss';
import { asArray, asObject, asText, type JsonObject } from '../json';
import type { AdvisorySeverity } from './advisory';

const WORDS: ReadonlyMap<string, AdvisorySeverity> = new Map([
  ['LOW', 'low'],
  ['MODERATE', 'medium'],
  ['MEDIUM', 'medium'],
  ['HIGH', 'high'],
  ['CRITICAL', 'critical'],
]);

/** The severity of a record: the database's own word, else the rating of the newest CVSS vector. Undefined: none is given. */
export function readSeverity(record: JsonObject): AdvisorySeverity | undefined {
  const word = WORDS.get(asText(asObject(record.database_specific)?.severity, 32)?.toUpperCase() ?? '');
  if (word !== undefined) {
    return word;
  }
  const vectors = [record, ...asArray(record.affected).map(asObject)].flatMap((holder) =>
    asArray(holder?.severity).flatMap((entry) => asText(asObject(entry)?.score, 512) ?? []),
  );
  for (const prefix of ['CVSS:4.0/', 'CVSS:3.1/', 'CVSS:3.0/', 'AV:']) {
    const vector = vectors.find((text) => text.startsWith(prefix));
    const score = vector === undefined ? undefined : scoreOf(prefix, vector);
    if (score !== undefined) {
      return rating(score);
    }
  }
  return undefined;
}

function scoreOf(prefix: string, vector: string): number | undefined {
  try {
    switch (prefix) {
      case 'CVSS:4.0/':
        return new CVSS40(vector).Score();
      case 'CVSS:3.1/':
        return new CVSS31(vector).BaseScore();
      case 'CVSS:3.0/':
        return new CVSS30(vector).BaseScore();
      default:
        return new CVSS20(vector).BaseScore();
    }
  } catch {
    return undefined;
  }
}

/** CVSS 3.1, 5 "Qualitative severity rating scale"; 0 is "none". */
function rating(score: number): AdvisorySeverity | undefined {
  return score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : score > 0 ? 'low' : undefined;
}
