import open from 'open';

/** Milliseconds within which a launcher without a browser ends. */
const PATIENCE = 3_000;

/** Opens an address in the user's browser. Resolves to whether there is one. A machine without a display has none, unless `BROWSER` names it. */
export async function openInBrowser(address: string): Promise<boolean> {
  const { DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME, BROWSER } = process.env;
  if (process.platform === 'linux' && !(DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME || BROWSER)) {
    return false;
  }
  try {
    const launcher = await open(address);
    return await new Promise((resolve) => {
      const timer = setTimeout(() => resolve(true), PATIENCE);
      launcher.once('exit', (code) => {
        clearTimeout(timer);
        resolve(code === 0);
      });
    });
  } catch {
    return false;
  }
}
