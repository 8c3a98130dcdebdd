import path from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from '../run.mjs';

/** Modules of vscode-languageclient with features that the server does not offer (`lsp/capabilities.ts`). */
export const UNUSED = [
  'callHierarchy',
  'codeLens',
  'colorProvider',
  'declaration',
  'documentHighlight',
  'fileOperations',
  'formatting',
  'implementation',
  'inlineCompletion',
  'inlineValue',
  'linkedEditingRange',
  'reference',
  'selectionRange',
  'signatureHelp',
  'textDocumentContent',
  'typeDefinition',
  'typeHierarchy',
  'workspaceSymbol',
];

/** Leaves these features out of the bundle: the library creates each of them, and a start of the extension would read them all. */
export const unusedFeatures: Plugin = {
  name: 'unused features of vscode-languageclient',
  setup(build) {
    const filter = new RegExp(`^\\./(?:${UNUSED.join('|')})$`);
    build.onResolve({ filter }, ({ importer }) =>
      /vscode-languageclient[\\/]lib[\\/]common[\\/]/.test(importer) ? { path: path.join(root, 'scripts/build/noFeature.cts') } : undefined,
    );
  },
};
