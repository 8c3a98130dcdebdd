import type { Slice } from '../../packaging/slice';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest } from '../manifest/mapManifest';
import type { Word } from '../syntax/words';
import { type CommandContext, readCommand } from './script';

/**
 * Reads a command in the form of a list of words: `["pip", "install", "name"]`. Commas separate the words instead of spaces,
 * so no removal is proposed.
 */
export function readListedCommand(whole: Slice, words: readonly Word[], into: ManifestBuilder, context: CommandContext = {}): void {
  const read = new ManifestBuilder();
  readCommand(whole, words, read, context);
  addManifest({ ...read, requirements: read.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined })) }, into);
}
