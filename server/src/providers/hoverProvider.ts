import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Hover, Position } from 'vscode-languageserver-types';
import type { CurrentStore } from '../analyzer/currentStore';
import { askLive } from '../facts/packages/liveAnswers';
import { hover, hoveredAt } from '../features/hover';
import { comesFromIndex } from '../rules/rule';
import type { DocumentFeatures } from './documentFeatures';

/** The facts about the requirement at a place, with the current answers of the index. */
export class HoverProvider {
  readonly #store: CurrentStore;
  readonly #features: DocumentFeatures;
  /** Maximum time for the services, in milliseconds. */
  readonly #patience: number;
  /** Whether the client draws `$(icon)` in Markdown. */
  readonly #themeIcons: boolean;

  constructor(store: CurrentStore, features: DocumentFeatures, patience: number, themeIcons: boolean) {
    this.#store = store;
    this.#features = features;
    this.#patience = patience;
    this.#themeIcons = themeIcons;
  }

  hover(document: TextDocument, position: Position, signal: AbortSignal): Promise<Hover | undefined> {
    return this.#features.one(document, 'hover', async (analysis) => {
      const hovered = hoveredAt(analysis, document.offsetAt(position));
      if (hovered === undefined) {
        return undefined;
      }
      const { requirement } = hovered;
      const store = await this.#store.get();
      const live = comesFromIndex(requirement) ? await askLive(store, requirement, analysis.scope, signal, this.#patience) : undefined;
      return hover(analysis, hovered, live, this.#themeIcons);
    });
  }
}
