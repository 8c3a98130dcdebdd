/** Replaces a feature of vscode-languageclient that the server does not have: it announces nothing and does nothing. */
class NoFeature {
  fillClientCapabilities(): void {}

  initialize(): void {}

  getState(): { readonly kind: 'static' } {
    return { kind: 'static' };
  }

  clear(): void {}
}

/** Whatever class is imported from the module. */
export = new Proxy({}, { get: () => NoFeature });
