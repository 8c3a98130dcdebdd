import { describe, expect, it } from 'vitest';
import { fileUriOf } from '../../../server/src/protocol/notebookUri';

describe('the file of a document', () => {
  it.each([
    ['file:///a/requirements.txt', 'file:///a/requirements.txt'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
    ['vscode-notebook-cell:/a/b.ipynb#W0sZmlsZQ%3D%3D', 'file:///a/b.ipynb'],
    ['vscode-notebook-cell:/a/b.ipynb#X23sZmlsZQ', 'file:///a/b.ipynb'],
    ['vscode-notebook-cell:Untitled-1.ipynb#W0sdW50aXRsZWQ%3D', 'untitled:Untitled-1.ipynb'],
    ['vscode-notebook-cell://ssh-remote%2Bhost/a/b.ipynb#W2sdnNjb2RlLXJlbW90ZQ%3D%3D', 'file:///a/b.ipynb'],
    ['vscode-notebook-cell://github/o/r/b.ipynb#W2sdnNjb2RlLXZmcw%3D%3D', 'vscode-vfs://github/o/r/b.ipynb'],
    // An invalid scheme counts as a file.
    ['vscode-notebook-cell:/a/b.ipynb#W0', 'file:///a/b.ipynb'],
    ['vscode-notebook-cell:/a/b.ipynb#W0s%C3%BC', 'file:///a/b.ipynb'],
    ['vscode-notebook-cell:/a/b.ipynb#W0sQSBi', 'file:///a/b.ipynb'],
  ])('of %s is %s', (uri, file) => {
    expect(fileUriOf(uri)).toBe(file);
  });
});
