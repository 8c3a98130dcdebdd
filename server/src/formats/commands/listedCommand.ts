import type { Slice } from '../../packaging/slice';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest } from '../manifest/mapManifest';
import type { Word } from '../syntax/words';
import { type CommandContext, readCommand } from './script';

/**
 * Reads a command that a file has as the list of its words: `["pip", "install", "name"]`. The commas of a list are not the blanks of a command:
 * nothing is offered to be removed.
 */
export function readListedCommand(whole: Slice, words: readonly Word[], into: ManifestBuilder, context: CommandContext = {}): void {
  const read = new ManifestBuilder();
  readCommand(whole, words, read, context);
  addManifest({ ...read, requirements: read.requirements.map((requirement) => ({ ...requirement, removeSpan: undefined })) }, into);
}
