/**
 * Replaces the two functions of `semver` with which vscode-languageclient checks the version of VS Code. VS Code itself checks `engines.vscode`,
 * which is newer than the version that the library needs.
 */
function accept(): boolean {
  return true;
}

export = accept;
